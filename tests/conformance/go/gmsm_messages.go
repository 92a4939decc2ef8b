package main

import (
	"encoding/asn1"
	"errors"
	"fmt"

	"github.com/emmansun/gmsm/cfca"
	"github.com/emmansun/gmsm/pkcs"
	"github.com/emmansun/gmsm/pkcs7"
	"github.com/emmansun/gmsm/smx509"
)

func gmsmVerifyMessage(asked *question) (outputs, error) {
	if asked.Parameters["key"] == "rsa-pss" {
		return nil, fmt.Errorf("RSASSA-PSS: %w", errUnsupported)
	}
	message, err := pkcs7.Parse(asked.file("cms"))
	if err != nil {
		return nil, err
	}
	if content := asked.file("content"); content != nil {
		message.Content = content
	}
	if len(message.Signers) == 0 {
		return nil, errors.New("nobody signed")
	}
	return nil, message.Verify()
}

var digestsOfKeys = map[string]asn1.ObjectIdentifier{
	"sm2":  pkcs7.OIDDigestAlgorithmSM3,
	"p256": pkcs7.OIDDigestAlgorithmSHA256,
	"p384": pkcs7.OIDDigestAlgorithmSHA384,
	"p521": pkcs7.OIDDigestAlgorithmSHA512,
	"rsa":  pkcs7.OIDDigestAlgorithmSHA256,
}

func gmsmSignMessage(asked *question) (outputs, error) {
	certificate, key, err := gmsmSigner(asked)
	if err != nil {
		return nil, err
	}
	content := asked.file("content")
	make := pkcs7.NewSignedData
	if asked.Parameters["oids"] == "gm" {
		make = pkcs7.NewSMSignedData
	}
	message, err := make(content)
	if err != nil {
		return nil, err
	}
	if asked.Parameters["oids"] != "gm" {
		digest, known := digestsOfKeys[asked.Parameters["key"]]
		if !known {
			return nil, fmt.Errorf("keys of kind %s: %w", asked.Parameters["key"], errUnsupported)
		}
		message.SetDigestAlgorithm(digest)
	}
	if err := message.AddSigner(certificate, key, pkcs7.SignerInfoConfig{}); err != nil {
		return nil, err
	}
	if asked.Parameters["attached"] != "yes" {
		message.Detach()
	}
	der, err := message.Finish()
	return outputs{"cms": der}, err
}

func gmsmOpenMessage(asked *question) (outputs, error) {
	if asked.Parameters["key"] != "sm2" {
		return nil, fmt.Errorf("neither OAEP nor ECDH: %w", errUnsupported)
	}
	certificate, key, err := gmsmSigner(asked)
	if err != nil {
		return nil, err
	}
	message, err := pkcs7.Parse(asked.file("cms"))
	if err != nil {
		return nil, err
	}
	content, err := message.Decrypt(certificate, key)
	return outputs{"content": content}, err
}

func gmsmEnvelopMessage(asked *question) (outputs, error) {
	if asked.Parameters["key"] != "sm2" {
		return nil, fmt.Errorf("neither OAEP nor ECDH: %w", errUnsupported)
	}
	certificate, err := smx509.ParseCertificate(asked.file("certificate"))
	if err != nil {
		return nil, err
	}
	envelop := map[string]func(pkcs.Cipher, []byte, []*smx509.Certificate) ([]byte, error){
		"gm":          pkcs7.EncryptSM,
		"rfc":         pkcs7.Encrypt,
		"cfca":        cfca.EnvelopeMessage,
		"cfca-legacy": cfca.EnvelopeMessageLegacy,
	}[asked.Parameters["form"]]
	cipher := pkcs.SM4CBC
	if asked.Parameters["form"] == "cfca" || asked.Parameters["form"] == "cfca-legacy" {
		// The object identifier of the block cipher, which CFCA takes for CBC.
		cipher = pkcs.SM4
	}
	der, err := envelop(cipher, asked.file("content"), []*smx509.Certificate{certificate})
	return outputs{"cms": der}, err
}

func gmsmOpenSigned(asked *question) (outputs, error) {
	certificate, key, err := gmsmSigner(asked)
	if err != nil {
		return nil, err
	}
	message, err := pkcs7.Parse(asked.file("cms"))
	if err != nil {
		return nil, err
	}
	content, err := message.DecryptAndVerify(certificate, key, message.Verify)
	return outputs{"content": content}, err
}

func gmsmSignAndEnvelop(asked *question) (outputs, error) {
	certificate, key, err := gmsmSigner(asked)
	if err != nil {
		return nil, err
	}
	recipient, err := smx509.ParseCertificate(asked.file("recipient"))
	if err != nil {
		return nil, err
	}
	message, err := pkcs7.NewSMSignedAndEnvelopedData(asked.file("content"), pkcs.SM4CBC)
	if err != nil {
		return nil, err
	}
	if err := message.AddSigner(certificate, key); err != nil {
		return nil, err
	}
	if err := message.AddRecipient(recipient); err != nil {
		return nil, err
	}
	der, err := message.Finish()
	return outputs{"cms": der}, err
}
