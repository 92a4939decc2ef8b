package main

import (
	"crypto/rand"
	"errors"

	"github.com/emmansun/gmsm/cfca"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
)

func gmsmOpenFile(asked *question) (outputs, error) {
	key, certificate, err := cfca.ParseSM2(asked.file("password"), asked.file("file"))
	if err != nil {
		return nil, err
	}
	out, err := publicPart(key)
	if err != nil {
		return nil, err
	}
	out["certificate"] = certificate.Raw
	return out, nil
}

func gmsmMakeFile(asked *question) (outputs, error) {
	certificate, key, err := gmsmSm2Holder(asked, "certificate", "privateKey")
	if err != nil {
		return nil, err
	}
	der, err := cfca.MarshalSM2(asked.file("password"), key, certificate)
	return outputs{"file": der}, err
}

func gmsmSm2Holder(asked *question, certificateName, keyName string) (*smx509.Certificate, *sm2.PrivateKey, error) {
	certificate, err := smx509.ParseCertificate(asked.file(certificateName))
	if err != nil {
		return nil, nil, err
	}
	key, err := gmsmPrivateKey(asked.file(keyName))
	return certificate, key, err
}

func gmsmOpenResponse(asked *question) (outputs, error) {
	key, err := gmsmPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	response, err := smx509.ParseCSRResponse(key, asked.file("response"))
	if err != nil {
		return nil, err
	}
	out := outputs{"certificate": response.SignCerts[0].Raw}
	if response.EncryptPrivateKey != nil {
		second, err := publicPart(response.EncryptPrivateKey)
		if err != nil {
			return nil, err
		}
		out["publicKey"] = second["publicKey"]
	}
	return out, nil
}

func gmsmMakeResponse(asked *question) (outputs, error) {
	signing, err := smx509.ParseCertificate(asked.file("certificate"))
	if err != nil {
		return nil, err
	}
	encryption, key, err := gmsmSm2Holder(asked, "encryptionCertificate", "encryptionKey")
	if err != nil {
		return nil, err
	}
	der, err := smx509.MarshalCSRResponse([]*smx509.Certificate{signing}, key, []*smx509.Certificate{encryption})
	return outputs{"response": der}, err
}

func gmsmVerifyCfcaRequest(asked *question) (outputs, error) {
	request, err := cfca.ParseCertificateRequest(asked.file("csr"))
	if err != nil {
		return nil, err
	}
	if err := request.CheckSignature(); err != nil {
		return nil, err
	}
	if request.TmpPublicKey == nil {
		return nil, errors.New("no temporary key")
	}
	temporary, err := smx509.MarshalPKIXPublicKey(request.TmpPublicKey)
	return outputs{
		"publicKey":         request.RawSubjectPublicKeyInfo,
		"temporaryKey":      temporary,
		"challengePassword": []byte(request.ChallengePassword),
	}, err
}

func gmsmMakeCfcaRequest(asked *question) (outputs, error) {
	key, err := gmsmPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	temporary, err := gmsmPublicKey(asked.file("temporaryKey"))
	if err != nil {
		return nil, err
	}
	template := &smx509.CertificateRequest{Subject: outsiderName, SignatureAlgorithm: smx509.SM2WithSM3}
	der, err := cfca.CreateCertificateRequest(rand.Reader, template, key, temporary, "111111")
	return outputs{"csr": der}, err
}

func gmsmOpenReturnedKey(asked *question) (outputs, error) {
	key, err := gmsmPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	returned, err := cfca.ParseEscrowPrivateKey(key, asked.file("data"))
	if err != nil {
		return nil, err
	}
	return publicPart(returned)
}
