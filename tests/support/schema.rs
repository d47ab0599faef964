//! The schema of the machine output, for the one who writes it: no fields but those it names.

use jsonschema::Validator;
use serde_json::Value;

/// The schema as it is for readers, who ignore fields that they do not know.
pub(crate) fn schema() -> Value {
    serde_json::from_str(include_str!("../../docs/report.schema.json")).expect("JSON")
}

/// The schema, closed.
pub(crate) fn strict() -> Validator {
    let mut schema = schema();
    close(&mut schema);
    jsonschema::validator_for(&schema).expect("the schema is one")
}

/// Panics where `value` is not what the schema says.
pub(crate) fn hold(validator: &Validator, value: &Value) {
    if let Err(error) = validator.validate(value) {
        panic!("{error} at {}: {value}", error.instance_path());
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
