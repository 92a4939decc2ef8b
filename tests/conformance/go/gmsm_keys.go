package main

import (
	"crypto"
	"crypto/rand"
	"fmt"
	"strconv"

	"github.com/emmansun/gmsm/pkcs"
	"github.com/emmansun/gmsm/pkcs8"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
)

func publicPart(key any) (outputs, error) {
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("%T: %w", key, errUnsupported)
	}
	spki, err := smx509.MarshalPKIXPublicKey(signer.Public())
	return outputs{"publicKey": spki}, err
}

func gmsmOpenKey(asked *question) (outputs, error) {
	key, _, err := pkcs8.ParsePrivateKey(asked.file("encrypted"), asked.file("password"))
	if err != nil {
		return nil, err
	}
	return publicPart(key)
}

// gmsmEncryptKey: SM4 by the object identifiers of GM/T 0091, AES by those of PKCS #5.
func gmsmEncryptKey(asked *question) (outputs, error) {
	key, err := smx509.ParsePKCS8PrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	iterations, err := strconv.Atoi(asked.Parameters["iterations"])
	if err != nil {
		return nil, err
	}
	encrypter := pkcs.NewPBESEncrypter(pkcs.AES256CBC, pkcs.NewPBKDF2Opts(pkcs.SHA256, 16, iterations))
	if asked.Parameters["cipher"] == "sm4-cbc" {
		encrypter = pkcs.NewSMPBESEncrypter(16, iterations)
	}
	der, err := pkcs8.MarshalPrivateKey(key, asked.file("password"), encrypter)
	return outputs{"encrypted": der}, err
}

func gmsmOpenEnvelopedKey(asked *question) (outputs, error) {
	owner, err := gmsmPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	key, err := sm2.ParseEnvelopedPrivateKey(owner, asked.file("envelope"))
	if err != nil {
		return nil, err
	}
	return publicPart(key)
}

func gmsmMakeEnvelopedKey(asked *question) (outputs, error) {
	key, err := gmsmPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	recipient, err := gmsmPublicKey(asked.file("recipient"))
	if err != nil {
		return nil, err
	}
	der, err := sm2.MarshalEnvelopedPrivateKey(rand.Reader, recipient, key)
	return outputs{"envelope": der}, err
}
