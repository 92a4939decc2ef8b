package main

import (
	"errors"

	"github.com/emmansun/gmsm/pkcs7"
)

func gmsmVerifyMessage(asked *question) (outputs, error) {
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
		message.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSM3)
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
