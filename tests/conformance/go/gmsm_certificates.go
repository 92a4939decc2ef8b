package main

import (
	"crypto"
	"crypto/rand"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"sort"
	"strings"
	"time"

	"github.com/emmansun/gmsm/smx509"
)

var outsiderName = pkix.Name{Country: []string{"CN"}, Organization: []string{"Outsider"}, CommonName: "gmsm"}

func instant(asked *question, name string) time.Time {
	at, err := time.Parse(time.RFC3339, asked.Parameters[name])
	if err != nil {
		panic(err)
	}
	return at
}

func gmsmVerifyCertificate(asked *question) (outputs, error) {
	certificate, err := smx509.ParseCertificate(asked.file("certificate"))
	if err != nil {
		return nil, err
	}
	issuer, err := smx509.ParseCertificate(asked.file("issuer"))
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

func gmsmMakeCertificate(asked *question) (outputs, error) {
	issuer, err := smx509.ParseCertificate(asked.file("issuer"))
	if err != nil {
		return nil, err
	}
	key, err := smx509.ParsePKCS8PrivateKey(asked.file("issuerKey"))
	if err != nil {
		return nil, err
	}
	public, err := smx509.ParsePKIXPublicKey(asked.file("publicKey"))
	if err != nil {
		return nil, err
	}
	template := &smx509.Certificate{
		SerialNumber:          new(big.Int).SetUint64(0x123456789abcdef),
		Subject:               outsiderName,
		NotBefore:             instant(asked, "notBefore"),
		NotAfter:              instant(asked, "notAfter"),
		KeyUsage:              smx509.KeyUsageDigitalSignature | smx509.KeyUsageContentCommitment,
		BasicConstraintsValid: true,
	}
	der, err := smx509.CreateCertificate(rand.Reader, template, issuer, public, key)
	return outputs{"certificate": der}, err
}

func gmsmVerifyRequest(asked *question) (outputs, error) {
	request, err := smx509.ParseCertificateRequest(asked.file("csr"))
	if err != nil {
		return nil, err
	}
	if err := request.CheckSignature(); err != nil {
		return nil, err
	}
	return outputs{"subject": request.RawSubject, "publicKey": request.RawSubjectPublicKeyInfo}, nil
}

func gmsmMakeRequest(asked *question) (outputs, error) {
	key, err := smx509.ParsePKCS8PrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	der, err := smx509.CreateCertificateRequest(rand.Reader, &smx509.CertificateRequest{Subject: outsiderName}, key)
	return outputs{"csr": der}, err
}

func gmsmVerifyList(asked *question) (outputs, error) {
	list, err := smx509.ParseRevocationList(asked.file("crl"))
	if err != nil {
		return nil, err
	}
	issuer, err := smx509.ParseCertificate(asked.file("issuer"))
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

func gmsmMakeList(asked *question) (outputs, error) {
	issuer, err := smx509.ParseCertificate(asked.file("issuer"))
	if err != nil {
		return nil, err
	}
	parsed, err := smx509.ParsePKCS8PrivateKey(asked.file("issuerKey"))
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(crypto.Signer)
	if !ok {
		return nil, errUnsupported
	}
	serial, ok := new(big.Int).SetString(asked.Parameters["serial"], 16)
	if !ok {
		return nil, errors.New("serial")
	}
	at := instant(asked, "thisUpdate")
	template := &smx509.RevocationList{
		Number:     big.NewInt(10),
		ThisUpdate: at,
		NextUpdate: instant(asked, "nextUpdate"),
		RevokedCertificateEntries: []smx509.RevocationListEntry{
			{SerialNumber: serial, RevocationTime: at, ReasonCode: 1},
		},
	}
	der, err := smx509.CreateRevocationList(rand.Reader, template, issuer, key)
	return outputs{"crl": der}, err
}

func gmsmSigner(asked *question) (*smx509.Certificate, any, error) {
	certificate, err := smx509.ParseCertificate(asked.file("certificate"))
	if err != nil {
		return nil, nil, err
	}
	key, err := smx509.ParsePKCS8PrivateKey(asked.file("privateKey"))
	return certificate, key, err
}

// gmsmValidate: an SM2 path; those of other keys go through the code that crypto/x509 has too.
func gmsmValidate(asked *question) (outputs, error) {
	if asked.Parameters["key"] != "sm2" {
		return nil, fmt.Errorf("paths of other keys are asked of crypto/x509: %w", errUnsupported)
	}
	certificate, err := smx509.ParseCertificate(asked.file("certificate"))
	if err != nil {
		return nil, err
	}
	root, err := smx509.ParseCertificate(asked.file("root"))
	if err != nil {
		return nil, err
	}
	options := smx509.VerifyOptions{
		Roots:         smx509.NewCertPool(),
		Intermediates: smx509.NewCertPool(),
		CurrentTime:   instant(asked, "at"),
		KeyUsages:     []smx509.ExtKeyUsage{smx509.ExtKeyUsageAny},
	}
	options.Roots.AddCert(root)
	for i := 0; asked.file(fmt.Sprint("intermediate-", i)) != nil; i++ {
		intermediate, err := smx509.ParseCertificate(asked.file(fmt.Sprint("intermediate-", i)))
		if err != nil {
			return nil, err
		}
		options.Intermediates.AddCert(intermediate)
	}
	_, err = certificate.Verify(options)
	return nil, err
}
