//! Schemas of what is written for machines: our own, for the one who writes it (no fields but those it names), and SARIF's.

use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// A schema that values are held to.
pub(crate) struct Checker {
    schemas: Schemas,
    root: SchemaIndex,
}

impl Checker {
    /// Of `schema`; an error where that is no schema by its own meta-schema.
    pub(crate) fn new(schema: Value) -> Result<Self, String> {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let place = "file:///schema.json";
        compiler.add_resource(place, schema).map_err(|error| format!("{error:#}"))?;
        let root = compiler.compile(place, &mut schemas).map_err(|error| format!("{error:#}"))?;
        Ok(Self { schemas, root })
    }

    /// An error where `value` is not what the schema says.
    pub(crate) fn check(&self, value: &Value) -> Result<(), String> {
        self.schemas.validate(value, self.root).map_err(|error| format!("{error:#}"))
    }
}

/// The schema as it is for readers, who ignore fields that they do not know.
pub(crate) fn schema() -> Value {
    serde_json::from_str(include_str!("../../docs/report.schema.json")).expect("JSON")
}

/// The schema, closed.
pub(crate) fn strict() -> &'static Checker {
    static STRICT: LazyLock<Checker> = LazyLock::new(|| {
        let mut schema = schema();
        close(&mut schema);
        Checker::new(schema).expect("the schema is one")
    });
    &STRICT
}

/// One definition of the schema, closed.
pub(crate) fn strict_of(name: &str) -> Checker {
    let mut schema = schema();
    close(&mut schema);
    schema["anyOf"] = serde_json::json!([{ "$ref": format!("#/$defs/{name}") }]);
    Checker::new(schema).expect("the schema is one")
}

/// The schema of SARIF.
pub(crate) fn sarif() -> &'static Checker {
    static SARIF: LazyLock<Checker> = LazyLock::new(|| {
        let schema = include_str!("../../testdata/schemas/sarif-2.1.0.json");
        let mut schema: Value = serde_json::from_str(schema).expect("JSON");
        // Its regular expression for a language, which we do not write, has a `]` too many.
        for definition in ["run", "toolComponent"] {
            let language = &mut schema["definitions"][definition]["properties"]["language"];
            language.as_object_mut().expect("an object").remove("pattern");
        }
        Checker::new(schema).expect("the schema is one")
    });
    &SARIF
}

/// What GitLab asks of a report of Code Quality ("Import code quality results from a CI/CD job").
pub(crate) fn code_quality() -> &'static Checker {
    static CODE_QUALITY: LazyLock<Checker> = LazyLock::new(|| {
        let schema = include_str!("../../testdata/schemas/gitlab-code-quality.json");
        Checker::new(serde_json::from_str(schema).expect("JSON")).expect("the schema is one")
    });
    &CODE_QUALITY
}

/// Panics where `value` is not what the schema says.
pub(crate) fn hold(checker: &Checker, value: &Value) {
    if let Err(error) = checker.check(value) {
        panic!("{error}: {value}");
    }
}

fn close(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        if object.get("properties").is_some_and(Value::is_object) && object.contains_key("type") {
            object.insert("additionalProperties".to_owned(), Value::Bool(false));
        }
        object.values_mut().for_each(close);
    } else if let Some(array) = schema.as_array_mut() {
        array.iter_mut().for_each(close);
    }
}
