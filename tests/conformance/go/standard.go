package main

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"math/big"
	"sort"
	"strings"
)

// crypto/x509 of the Go toolchain: RSA and ECDSA.
var standardHandlers = map[string]handler{
	"certificate-verify": standardVerifyCertificate,
	"certificate-make":   standardMakeCertificate,
	"csr-verify":         standardVerifyRequest,
	"csr-make":           standardMakeRequest,
	"crl-verify":         standardVerifyList,
	"crl-make":           standardMakeList,
	"path-validate":      standardValidate,
}

// beyondStandard: SM2 is none of its business.
func beyondStandard(asked *question) error {
	if asked.Parameters["key"] == "sm2" {
		return fmt.Errorf("sm2: %w", errUnsupported)
	}
	return nil
}

func standardVerifyCertificate(asked *question) (outputs, error) {
	if err := beyondStandard(asked); err != nil {
		return nil, err
	}
	certificate, err := x509.ParseCertificate(asked.file("certificate"))
	if err != nil {
		return nil, err
	}
	issuer, err := x509.ParseCertificate(asked.file("issuer"))
	if err != nil {
		return nil, err
	}
	if err := certificate.CheckSignatureFrom(issuer); err != nil {
		return nil, err
	}
	return outputs{
		"subject":   certificate.RawSubject,
		"publicKey": certificate.RawSubjectPublicKeyInfo,
		"serial":    []byte(certificate.SerialNumber.Text(16)),
	}, nil
}

func standardSigner(asked *question) (*x509.Certificate, crypto.Signer, error) {
	if err := beyondStandard(asked); err != nil {
		return nil, nil, err
	}
	issuer, err := x509.ParseCertificate(asked.file("issuer"))
	if err != nil {
		return nil, nil, err
	}
	key, err := x509.ParsePKCS8PrivateKey(asked.file("issuerKey"))
	if err != nil {
		return nil, nil, err
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, nil, errUnsupported
	}
	return issuer, signer, nil
}

func signatureAlgorithm(asked *question) x509.SignatureAlgorithm {
	if asked.Parameters["key"] == "rsa-pss" {
		return x509.SHA256WithRSAPSS
	}
	return x509.UnknownSignatureAlgorithm
}

func standardMakeCertificate(asked *question) (outputs, error) {
	issuer, signer, err := standardSigner(asked)
	if err != nil {
		return nil, err
	}
	public, err := x509.ParsePKIXPublicKey(asked.file("publicKey"))
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber:          new(big.Int).SetUint64(0x123456789abcdef),
		Subject:               outsiderName,
		NotBefore:             instant(asked, "notBefore"),
		NotAfter:              instant(asked, "notAfter"),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		BasicConstraintsValid: true,
		SignatureAlgorithm:    signatureAlgorithm(asked),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, issuer, public, signer)
	return outputs{"certificate": der}, err
}

func standardVerifyRequest(asked *question) (outputs, error) {
	if err := beyondStandard(asked); err != nil {
		return nil, err
	}
	request, err := x509.ParseCertificateRequest(asked.file("csr"))
	if err != nil {
		return nil, err
	}
	if err := request.CheckSignature(); err != nil {
		return nil, err
	}
	return outputs{"subject": request.RawSubject, "publicKey": request.RawSubjectPublicKeyInfo}, nil
}

func standardMakeRequest(asked *question) (outputs, error) {
	if err := beyondStandard(asked); err != nil {
		return nil, err
	}
	key, err := x509.ParsePKCS8PrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	template := &x509.CertificateRequest{Subject: outsiderName, SignatureAlgorithm: signatureAlgorithm(asked)}
	der, err := x509.CreateCertificateRequest(rand.Reader, template, key)
	return outputs{"csr": der}, err
}

func standardVerifyList(asked *question) (outputs, error) {
	if err := beyondStandard(asked); err != nil {
		return nil, err
	}
	list, err := x509.ParseRevocationList(asked.file("crl"))
	if err != nil {
		return nil, err
	}
	issuer, err := x509.ParseCertificate(asked.file("issuer"))
	if err != nil {
		return nil, err
	}
	if err := list.CheckSignatureFrom(issuer); err != nil {
		return nil, err
	}
	serials := []string{}
	for _, each := range list.RevokedCertificateEntries {
		serials = append(serials, each.SerialNumber.Text(16))
	}
	sort.Strings(serials)
	return outputs{"serials": []byte(strings.Join(serials, ","))}, nil
}

func standardMakeList(asked *question) (outputs, error) {
	issuer, signer, err := standardSigner(asked)
	if err != nil {
		return nil, err
	}
	serial, ok := new(big.Int).SetString(asked.Parameters["serial"], 16)
	if !ok {
		return nil, errors.New("serial")
	}
	at := instant(asked, "thisUpdate")
	template := &x509.RevocationList{
		Number:                    big.NewInt(10),
		ThisUpdate:                at,
		NextUpdate:                instant(asked, "nextUpdate"),
		SignatureAlgorithm:        signatureAlgorithm(asked),
		RevokedCertificateEntries: []x509.RevocationListEntry{{SerialNumber: serial, RevocationTime: at, ReasonCode: 1}},
	}
	der, err := x509.CreateRevocationList(rand.Reader, template, issuer, signer)
	return outputs{"crl": der}, err
}

// standardValidate: initial-explicit-policy and its two companions cannot be set from outside the package.
func standardValidate(asked *question) (outputs, error) {
	if err := beyondStandard(asked); err != nil {
		return nil, err
	}
	for _, name := range []string{"explicitPolicy", "inhibitMapping", "inhibitAny"} {
		if asked.Parameters[name] == "yes" {
			return nil, fmt.Errorf("%s: %w", name, errUnsupported)
		}
	}
	certificate, err := x509.ParseCertificate(asked.file("certificate"))
	if err != nil {
		return nil, err
	}
	root, err := x509.ParseCertificate(asked.file("root"))
	if err != nil {
		return nil, err
	}
	options := x509.VerifyOptions{
		Roots:         x509.NewCertPool(),
		Intermediates: x509.NewCertPool(),
		CurrentTime:   instant(asked, "at"),
		KeyUsages:     []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	}
	options.Roots.AddCert(root)
	for i := 0; asked.file(fmt.Sprint("intermediate-", i)) != nil; i++ {
		intermediate, err := x509.ParseCertificate(asked.file(fmt.Sprint("intermediate-", i)))
		if err != nil {
			return nil, err
		}
		options.Intermediates.AddCert(intermediate)
	}
	_, err = certificate.Verify(options)
	return nil, err
}
