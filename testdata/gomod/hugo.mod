module github.com/gohugoio/hugo

require (
	github.com/BurntSushi/locker v0.0.0-20171006230638-a6e239ea1c69
	github.com/PuerkitoBio/purell v1.1.1
	github.com/alecthomas/chroma/v2 v2.5.0
	github.com/armon/go-radix v1.0.0
	github.com/aws/aws-sdk-go v1.43.5
	github.com/bep/clock v0.3.0
	github.com/bep/debounce v1.2.0
	github.com/bep/gitmap v1.1.2
	github.com/bep/goat v0.5.0
	github.com/bep/godartsass v0.16.0
	github.com/bep/golibsass v1.1.0
	github.com/bep/gowebp v0.2.0
	github.com/bep/lazycache v0.2.0
	github.com/bep/overlayfs v0.6.0
	github.com/bep/tmc v0.5.1
	github.com/clbanning/mxj/v2 v2.5.7
	github.com/cli/safeexec v1.0.0
	github.com/disintegration/gift v1.2.1
	github.com/dustin/go-humanize v1.0.0
	github.com/evanw/esbuild v0.17.0
	github.com/fortytw2/leaktest v1.3.0
	github.com/frankban/quicktest v1.14.4
	github.com/fsnotify/fsnotify v1.6.0
	github.com/getkin/kin-openapi v0.110.0
	github.com/ghodss/yaml v1.0.0
	github.com/gobuffalo/flect v0.3.0
	github.com/gobwas/glob v0.2.3
	github.com/gohugoio/go-i18n/v2 v2.1.3-0.20210430103248-4c28c89f8013
	github.com/gohugoio/locales v0.14.0
	github.com/gohugoio/localescompressed v1.0.1
	github.com/gohugoio/testmodBuilder/mods v0.0.0-20190520184928-c56af20f2e95
	github.com/google/go-cmp v0.5.9
	github.com/gorilla/websocket v1.5.0
	github.com/hairyhenderson/go-codeowners v0.2.3-0.20201026200250-cdc7c0759690
	github.com/jdkato/prose v1.2.1
	github.com/kylelemons/godebug v1.1.0
	github.com/kyokomi/emoji/v2 v2.2.11
	github.com/magefile/mage v1.14.0
	github.com/marekm4/color-extractor v1.2.0
	github.com/mattn/go-isatty v0.0.17
	github.com/mitchellh/hashstructure v1.1.0
	github.com/mitchellh/mapstructure v1.5.0
	github.com/muesli/smartcrop v0.3.0
	github.com/niklasfasching/go-org v1.6.6
	github.com/olekukonko/tablewriter v0.0.5
	github.com/pelletier/go-toml/v2 v2.0.6
	github.com/rogpeppe/go-internal v1.9.0
	github.com/rwcarlsen/goexif v0.0.0-20190401172101-9e8deecbddbd
	github.com/sanity-io/litter v1.5.5
	github.com/spf13/afero v1.9.3
	github.com/spf13/cast v1.5.0
	github.com/spf13/cobra v1.6.1
	github.com/spf13/fsync v0.9.0
	github.com/spf13/jwalterweatherman v1.1.0
	github.com/spf13/pflag v1.0.5
	github.com/tdewolff/minify/v2 v2.12.4
	github.com/tdewolff/parse/v2 v2.6.5
	github.com/yuin/goldmark v1.5.4
	go.uber.org/atomic v1.10.0
	gocloud.dev v0.24.0
	golang.org/x/exp v0.0.0-20221031165847-c99f073a8326
	golang.org/x/image v0.5.0
	golang.org/x/net v0.7.0
	golang.org/x/sync v0.1.0
	golang.org/x/text v0.7.0
	golang.org/x/tools v0.4.0
	google.golang.org/api v0.76.0
	gopkg.in/yaml.v2 v2.4.0
)

require (
	cloud.google.com/go v0.101.0 // indirect
	cloud.google.com/go/compute v1.6.1 // indirect
	cloud.google.com/go/iam v0.3.0 // indirect
	cloud.google.com/go/storage v1.22.0 // indirect
	github.com/Azure/azure-pipeline-go v0.2.3 // indirect
	github.com/Azure/azure-storage-blob-go v0.14.0 // indirect
	github.com/Azure/go-autorest v14.2.0+incompatible // indirect
	github.com/Azure/go-autorest/autorest v0.11.20 // indirect
	github.com/Azure/go-autorest/autorest/adal v0.9.15 // indirect
	github.com/Azure/go-autorest/autorest/date v0.3.0 // indirect
	github.com/Azure/go-autorest/logger v0.2.1 // indirect
	github.com/Azure/go-autorest/tracing v0.6.0 // indirect
	github.com/PuerkitoBio/urlesc v0.0.0-20170810143723-de5bf2ad4578 // indirect
	github.com/aws/aws-sdk-go-v2 v1.9.0 // indirect
	github.com/aws/aws-sdk-go-v2/config v1.7.0 // indirect
	github.com/aws/aws-sdk-go-v2/credentials v1.4.0 // indirect
	github.com/aws/aws-sdk-go-v2/feature/ec2/imds v1.5.0 // indirect
	github.com/aws/aws-sdk-go-v2/internal/ini v1.2.2 // indirect
	github.com/aws/aws-sdk-go-v2/service/internal/presigned-url v1.3.0 // indirect
	github.com/aws/aws-sdk-go-v2/service/sso v1.4.0 // indirect
	github.com/aws/aws-sdk-go-v2/service/sts v1.7.0 // indirect
	github.com/aws/smithy-go v1.8.0 // indirect
	github.com/cpuguy83/go-md2man/v2 v2.0.2 // indirect
	github.com/dlclark/regexp2 v1.7.0 // indirect
	github.com/go-openapi/jsonpointer v0.19.5 // indirect
	github.com/go-openapi/swag v0.19.5 // indirect
	github.com/golang-jwt/jwt/v4 v4.0.0 // indirect
	github.com/golang/groupcache v0.0.0-20210331224755-41bb18bfe9da // indirect
	github.com/golang/protobuf v1.5.2 // indirect
	github.com/google/uuid v1.3.0 // indirect
	github.com/google/wire v0.5.0 // indirect
	github.com/googleapis/gax-go/v2 v2.3.0 // indirect
	github.com/googleapis/go-type-adapters v1.0.0 // indirect
	github.com/hashicorp/golang-lru/v2 v2.0.1 // indirect
	github.com/inconshreveable/mousetrap v1.0.1 // indirect
	github.com/invopop/yaml v0.1.0 // indirect
	github.com/jmespath/go-jmespath v0.4.0 // indirect
	github.com/kr/pretty v0.3.1 // indirect
	github.com/kr/text v0.2.0 // indirect
	github.com/mailru/easyjson v0.0.0-20190626092158-b2ccc519800e // indirect
	github.com/mattn/go-ieproxy v0.0.1 // indirect
	github.com/mattn/go-runewidth v0.0.9 // indirect
	github.com/mohae/deepcopy v0.0.0-20170929034955-c48cc78d4826 // indirect
	github.com/nfnt/resize v0.0.0-20180221191011-83c6a9932646 // indirect
	github.com/russross/blackfriday/v2 v2.1.0 // indirect
	go.opencensus.io v0.24.0 // indirect
	golang.org/x/crypto v0.3.0 // indirect
	golang.org/x/oauth2 v0.2.0 // indirect
	golang.org/x/sys v0.5.0 // indirect
	golang.org/x/xerrors v0.0.0-20220907171357-04be3eba64a2 // indirect
	google.golang.org/appengine v1.6.7 // indirect
	google.golang.org/genproto v0.0.0-20220426171045-31bebdecfb46 // indirect
	google.golang.org/grpc v1.46.0 // indirect
	google.golang.org/protobuf v1.28.1 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)

go 1.18
