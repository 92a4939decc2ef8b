module qianyin/conformance

go 1.25.0

require (
	github.com/emmansun/gmsm v0.44.1
	github.com/tjfoc/gmsm v1.4.1
)

require (
	golang.org/x/crypto v0.54.0 // indirect
	golang.org/x/sys v0.47.0 // indirect
)
