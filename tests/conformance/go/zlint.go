package main

import (
	"errors"
	"sort"
	"strings"

	"github.com/zmap/zcrypto/x509"
	"github.com/zmap/zlint/v3"
	"github.com/zmap/zlint/v3/lint"
)

// Lints of zlint from the RFCs alone: browser programmes' rules are for other certificates.
var zlintHandlers = map[string]handler{
	"certificate-lint": zlintCertificate,
	"crl-lint":         zlintList,
}

func zlintRegistry() (lint.Registry, error) {
	sources := lint.SourceList{lint.RFC3279, lint.RFC5280, lint.RFC5480, lint.RFC5891, lint.RFC8813}
	return lint.GlobalRegistry().Filter(lint.FilterOptions{IncludeSources: sources})
}

func zlintCertificate(asked *question) (outputs, error) {
	registry, err := zlintRegistry()
	if err != nil {
		return nil, err
	}
	certificate, err := x509.ParseCertificate(asked.file("certificate"))
	if err != nil {
		return nil, err
	}
	return nil, findings(zlint.LintCertificateEx(certificate, registry))
}

func zlintList(asked *question) (outputs, error) {
	registry, err := zlintRegistry()
	if err != nil {
		return nil, err
	}
	list, err := x509.ParseRevocationList(asked.file("crl"))
	if err != nil {
		return nil, err
	}
	return nil, findings(zlint.LintRevocationListEx(list, registry))
}

// findings: warnings count, notices do not.
func findings(said *zlint.ResultSet) error {
	found := []string{}
	for name, result := range said.Results {
		if result.Status >= lint.Warn {
			found = append(found, name+": "+result.Status.String()+" "+result.Details)
		}
	}
	if len(found) == 0 {
		return nil
	}
	sort.Strings(found)
	return errors.New(strings.Join(found, "; "))
}
