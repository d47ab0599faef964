package modfetch

import "golang.org/x/mod/module"

// OracleReadGoSum reads a go.sum.
func OracleReadGoSum(file string, data []byte) map[module.Version][]string {
	sums := make(map[module.Version][]string)
	readGoSum(sums, file, data)
	return sums
}
