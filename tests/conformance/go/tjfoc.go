package main

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"strconv"

	"github.com/tjfoc/gmsm/pkcs12"
	"github.com/tjfoc/gmsm/sm2"
	"github.com/tjfoc/gmsm/sm3"
	"github.com/tjfoc/gmsm/sm4"
	"github.com/tjfoc/gmsm/x509"
)

// The same algorithms by github.com/tjfoc/gmsm, whose code is another.
var tjfocHandlers = map[string]handler{
	"sm3":                tjfocSm3,
	"hmac-sm3":           tjfocHmac,
	"sm4-encrypt":        tjfocSm4Encrypt,
	"sm2-verify":         tjfocVerify,
	"sm2-sign":           tjfocSign,
	"sm2-encrypt":        tjfocEncrypt,
	"sm2-decrypt":        tjfocDecrypt,
	"sm2-exchange":       tjfocExchange,
	"certificate-verify": tjfocVerifyCertificate,
	"csr-verify":         tjfocVerifyRequest,
	"pkcs12-write":       tjfocWriteFile,
}

func tjfocSm3(asked *question) (outputs, error) {
	return outputs{"digest": sm3.Sm3Sum(asked.file("message"))}, nil
}

func tjfocHmac(asked *question) (outputs, error) {
	mac := hmac.New(sm3.New, asked.file("key"))
	mac.Write(asked.file("message"))
	return outputs{"mac": mac.Sum(nil)}, nil
}

func tjfocSm4Encrypt(asked *question) (outputs, error) {
	block, err := sm4.NewCipher(asked.file("key"))
	if err != nil {
		return nil, err
	}
	plaintext, iv := asked.file("plaintext"), asked.file("iv")
	out := make([]byte, len(plaintext))
	switch mode := asked.Parameters["mode"]; mode {
	case "ecb":
		for at := 0; at < len(plaintext); at += 16 {
			block.Encrypt(out[at:], plaintext[at:])
		}
	case "ctr":
		cipher.NewCTR(block, iv).XORKeyStream(out, plaintext)
	case "gcm":
		// Its own GCM mode has no verifying side; the block cipher under Go's GCM has.
		aead, err := cipher.NewGCMWithNonceSize(block, len(iv))
		if err != nil {
			return nil, err
		}
		out = aead.Seal(nil, iv, plaintext, asked.file("aad"))
	default:
		return nil, fmt.Errorf("mode %s: %w", mode, errUnsupported)
	}
	return outputs{"ciphertext": out}, nil
}

func tjfocVerify(asked *question) (outputs, error) {
	key, err := x509.ParseSm2PublicKey(asked.file("publicKey"))
	if err != nil {
		return nil, err
	}
	signature := asked.file("signature")
	var r, s *big.Int
	if asked.Parameters["form"] == "raw" {
		if len(signature) != 64 {
			return nil, errors.New("64 bytes expected")
		}
		r, s = new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])
	} else if r, s, err = sm2.SignDataToSignDigit(signature); err != nil {
		return nil, err
	}
	if !sm2.Sm2Verify(key, asked.file("message"), asked.file("id"), r, s) {
		return nil, errors.New("wrong signature")
	}
	return nil, nil
}

func tjfocSign(asked *question) (outputs, error) {
	key, err := x509.ParsePKCS8UnecryptedPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	r, s, err := sm2.Sm2Sign(key, asked.file("message"), asked.file("id"), rand.Reader)
	if err != nil {
		return nil, err
	}
	if asked.Parameters["form"] == "raw" {
		return outputs{"signature": append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...)}, nil
	}
	der, err := sm2.SignDigitToSignData(r, s)
	return outputs{"signature": der}, err
}

func tjfocMode(asked *question) int {
	if asked.Parameters["form"] == "c1c2c3" {
		return sm2.C1C2C3
	}
	return sm2.C1C3C2
}

func tjfocEncrypt(asked *question) (outputs, error) {
	key, err := x509.ParseSm2PublicKey(asked.file("publicKey"))
	if err != nil {
		return nil, err
	}
	if asked.Parameters["form"] == "der" {
		ciphertext, err := key.EncryptAsn1(asked.file("plaintext"), rand.Reader)
		return outputs{"ciphertext": ciphertext}, err
	}
	ciphertext, err := sm2.Encrypt(key, asked.file("plaintext"), rand.Reader, tjfocMode(asked))
	return outputs{"ciphertext": ciphertext}, err
}

func tjfocDecrypt(asked *question) (outputs, error) {
	key, err := x509.ParsePKCS8UnecryptedPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	if asked.Parameters["form"] == "der" {
		plaintext, err := key.DecryptAsn1(asked.file("ciphertext"))
		return outputs{"plaintext": plaintext}, err
	}
	plaintext, err := sm2.Decrypt(key, asked.file("ciphertext"), tjfocMode(asked))
	return outputs{"plaintext": plaintext}, err
}

// tjfocExchange: the shared key alone. Its confirmation tags are not those of the example in GM/T 0003.5-2012, the key is.
func tjfocExchange(asked *question) (outputs, error) {
	if asked.Parameters["confirms"] == "yes" {
		return nil, fmt.Errorf("confirmation: %w", errUnsupported)
	}
	own, err := x509.ParsePKCS8UnecryptedPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	ephemeral, err := x509.ParsePKCS8UnecryptedPrivateKey(asked.file("ephemeralKey"))
	if err != nil {
		return nil, err
	}
	peer, err := x509.ParseSm2PublicKey(asked.file("peerKey"))
	if err != nil {
		return nil, err
	}
	peerEphemeral, err := x509.ParseSm2PublicKey(asked.file("peerEphemeral"))
	if err != nil {
		return nil, err
	}
	length, err := strconv.Atoi(asked.Parameters["length"])
	if err != nil {
		return nil, err
	}
	id, peerID := asked.file("id"), asked.file("peerId")
	if asked.Parameters["role"] == "initiator" {
		key, _, _, err := sm2.KeyExchangeA(length, id, peerID, own, peer, ephemeral, peerEphemeral)
		return outputs{"key": key}, err
	}
	key, _, _, err := sm2.KeyExchangeB(length, peerID, id, own, peer, ephemeral, peerEphemeral)
	return outputs{"key": key}, err
}

func tjfocVerifyCertificate(asked *question) (outputs, error) {
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
	return outputs{"subject": certificate.RawSubject, "publicKey": certificate.RawSubjectPublicKeyInfo}, nil
}

func tjfocVerifyRequest(asked *question) (outputs, error) {
	request, err := x509.ParseCertificateRequest(asked.file("csr"))
	if err != nil {
		return nil, err
	}
	if err := request.CheckSignature(); err != nil {
		return nil, err
	}
	return outputs{"subject": request.RawSubject, "publicKey": request.RawSubjectPublicKeyInfo}, nil
}

// tjfocWriteFile: triple DES for the key, RC2 for the certificates; it has nothing newer.
func tjfocWriteFile(asked *question) (outputs, error) {
	if asked.Parameters["key"] != "sm2" || asked.Parameters["how"] != "3des" {
		return nil, fmt.Errorf("%s, %s: %w", asked.Parameters["key"], asked.Parameters["how"], errUnsupported)
	}
	key, err := x509.ParsePKCS8UnecryptedPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	certificate, err := x509.ParseCertificate(asked.file("certificate"))
	if err != nil {
		return nil, err
	}
	pfx, err := pkcs12.Encode(key, certificate, nil, string(asked.file("password")))
	return outputs{"pfx": pfx}, err
}
