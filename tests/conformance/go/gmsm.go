package main

import (
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/rand"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
	"strconv"

	gmcipher "github.com/emmansun/gmsm/cipher"
	"github.com/emmansun/gmsm/ecdh"
	"github.com/emmansun/gmsm/padding"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"
	"github.com/emmansun/gmsm/smx509"
)

// Algorithms by github.com/emmansun/gmsm. Keys come as PKCS #8 and SubjectPublicKeyInfo.
var gmsmHandlers = map[string]handler{
	"sm3":                gmsmSm3,
	"hmac-sm3":           gmsmHmac,
	"sm4-encrypt":        gmsmSm4Encrypt,
	"sm4-decrypt":        gmsmSm4Decrypt,
	"sm2-verify":         gmsmVerify,
	"sm2-sign":           gmsmSign,
	"sm2-encrypt":        gmsmEncrypt,
	"sm2-decrypt":        gmsmDecrypt,
	"sm2-exchange":       gmsmExchange,
	"certificate-verify": gmsmVerifyCertificate,
	"certificate-make":   gmsmMakeCertificate,
	"csr-verify":         gmsmVerifyRequest,
	"csr-make":           gmsmMakeRequest,
	"crl-verify":         gmsmVerifyList,
	"crl-make":           gmsmMakeList,
	"cms-verify":         gmsmVerifyMessage,
	"cms-sign":           gmsmSignMessage,
	"cms-decrypt":        gmsmOpenMessage,
	"cms-encrypt":        gmsmEnvelopMessage,
	"pkcs8-decrypt":      gmsmOpenKey,
	"pkcs8-encrypt":      gmsmEncryptKey,
	"enveloped-key-open": gmsmOpenEnvelopedKey,
	"enveloped-key-make": gmsmMakeEnvelopedKey,
	"path-validate":      gmsmValidate,

	"cms-open-signed":        gmsmOpenSigned,
	"cms-sign-and-envelop":   gmsmSignAndEnvelop,
	"sm2-file-open":          gmsmOpenFile,
	"sm2-file-make":          gmsmMakeFile,
	"csr-response-open":      gmsmOpenResponse,
	"csr-response-make":      gmsmMakeResponse,
	"cfca-csr-verify":        gmsmVerifyCfcaRequest,
	"cfca-csr-make":          gmsmMakeCfcaRequest,
	"cfca-returned-key-open": gmsmOpenReturnedKey,
}

func gmsmSm3(asked *question) (outputs, error) {
	digest := sm3.Sum(asked.file("message"))
	return outputs{"digest": digest[:]}, nil
}

func gmsmHmac(asked *question) (outputs, error) {
	mac := hmac.New(sm3.New, asked.file("key"))
	mac.Write(asked.file("message"))
	return outputs{"mac": mac.Sum(nil)}, nil
}

func gmsmSm4Encrypt(asked *question) (outputs, error) {
	block, err := sm4.NewCipher(asked.file("key"))
	if err != nil {
		return nil, err
	}
	plaintext, iv := asked.file("plaintext"), asked.file("iv")
	switch mode := asked.Parameters["mode"]; mode {
	case "ecb":
		out := make([]byte, len(plaintext))
		gmcipher.NewECBEncrypter(block).CryptBlocks(out, plaintext)
		return outputs{"ciphertext": out}, nil
	case "cbc":
		padded := padding.NewPKCS7Padding(sm4.BlockSize).Pad(plaintext)
		cipher.NewCBCEncrypter(block, iv).CryptBlocks(padded, padded)
		return outputs{"ciphertext": padded}, nil
	case "ctr":
		out := make([]byte, len(plaintext))
		cipher.NewCTR(block, iv).XORKeyStream(out, plaintext)
		return outputs{"ciphertext": out}, nil
	case "gcm":
		aead, err := cipher.NewGCMWithNonceSize(block, len(iv))
		if err != nil {
			return nil, err
		}
		return outputs{"ciphertext": aead.Seal(nil, iv, plaintext, asked.file("aad"))}, nil
	default:
		return nil, fmt.Errorf("mode %s: %w", mode, errUnsupported)
	}
}

func gmsmSm4Decrypt(asked *question) (outputs, error) {
	block, err := sm4.NewCipher(asked.file("key"))
	if err != nil {
		return nil, err
	}
	ciphertext, iv := asked.file("ciphertext"), asked.file("iv")
	switch mode := asked.Parameters["mode"]; mode {
	case "ecb", "cbc":
		if len(ciphertext)%sm4.BlockSize != 0 || (mode == "cbc" && len(ciphertext) == 0) {
			return nil, errors.New("not whole blocks")
		}
		out := make([]byte, len(ciphertext))
		if mode == "ecb" {
			gmcipher.NewECBDecrypter(block).CryptBlocks(out, ciphertext)
			return outputs{"plaintext": out}, nil
		}
		cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, ciphertext)
		plaintext, err := padding.NewPKCS7Padding(sm4.BlockSize).Unpad(out)
		return outputs{"plaintext": plaintext}, err
	case "ctr":
		out := make([]byte, len(ciphertext))
		cipher.NewCTR(block, iv).XORKeyStream(out, ciphertext)
		return outputs{"plaintext": out}, nil
	case "gcm":
		aead, err := cipher.NewGCMWithNonceSize(block, len(iv))
		if err != nil {
			return nil, err
		}
		plaintext, err := aead.Open(nil, iv, ciphertext, asked.file("aad"))
		return outputs{"plaintext": plaintext}, err
	default:
		return nil, fmt.Errorf("mode %s: %w", mode, errUnsupported)
	}
}

func gmsmPublicKey(spki []byte) (*ecdsa.PublicKey, error) {
	parsed, err := smx509.ParsePKIXPublicKey(spki)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(*ecdsa.PublicKey)
	if !ok || !sm2.IsSM2PublicKey(key) {
		return nil, errors.New("not an SM2 key")
	}
	return key, nil
}

func gmsmPrivateKey(pkcs8 []byte) (*sm2.PrivateKey, error) {
	parsed, err := smx509.ParsePKCS8PrivateKey(pkcs8)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(*sm2.PrivateKey)
	if !ok {
		return nil, errors.New("not an SM2 key")
	}
	return key, nil
}

// id is nil for the default one, which gmsm then takes itself.
func gmsmVerify(asked *question) (outputs, error) {
	key, err := gmsmPublicKey(asked.file("publicKey"))
	if err != nil {
		return nil, err
	}
	signature, id, message := asked.file("signature"), asked.file("id"), asked.file("message")
	valid := false
	if asked.Parameters["form"] == "raw" {
		if len(signature) != 64 {
			return nil, errors.New("64 bytes expected")
		}
		e, err := sm2.CalculateSM2Hash(key, message, id)
		if err != nil {
			return nil, err
		}
		valid = sm2.Verify(key, e, new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:]))
	} else {
		valid = sm2.VerifyASN1WithSM2(key, id, message, signature)
	}
	if !valid {
		return nil, errors.New("wrong signature")
	}
	return nil, nil
}

func gmsmSign(asked *question) (outputs, error) {
	key, err := gmsmPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	der, err := key.SignWithSM2(rand.Reader, asked.file("id"), asked.file("message"))
	if err != nil || asked.Parameters["form"] != "raw" {
		return outputs{"signature": der}, err
	}
	var pair struct{ R, S *big.Int }
	if _, err := asn1.Unmarshal(der, &pair); err != nil {
		return nil, err
	}
	raw := append(pair.R.FillBytes(make([]byte, 32)), pair.S.FillBytes(make([]byte, 32))...)
	return outputs{"signature": raw}, nil
}

func gmsmEncrypt(asked *question) (outputs, error) {
	key, err := gmsmPublicKey(asked.file("publicKey"))
	if err != nil {
		return nil, err
	}
	options := sm2.ASN1EncrypterOpts
	switch asked.Parameters["form"] {
	case "c1c3c2":
		options = sm2.NewPlainEncrypterOpts(sm2.MarshalUncompressed, sm2.C1C3C2)
	case "c1c2c3":
		options = sm2.NewPlainEncrypterOpts(sm2.MarshalUncompressed, sm2.C1C2C3)
	}
	ciphertext, err := sm2.Encrypt(rand.Reader, key, asked.file("plaintext"), options)
	return outputs{"ciphertext": ciphertext}, err
}

func gmsmDecrypt(asked *question) (outputs, error) {
	key, err := gmsmPrivateKey(asked.file("privateKey"))
	if err != nil {
		return nil, err
	}
	options := sm2.ASN1DecrypterOpts
	switch asked.Parameters["form"] {
	case "c1c3c2":
		options = sm2.NewPlainDecrypterOpts(sm2.C1C3C2)
	case "c1c2c3":
		options = sm2.NewPlainDecrypterOpts(sm2.C1C2C3)
	}
	plaintext, err := key.Decrypt(nil, asked.file("ciphertext"), options)
	return outputs{"plaintext": plaintext}, err
}

// gmsmExchange: the shared key alone; gmsm computes no confirmation tags.
func gmsmExchange(asked *question) (outputs, error) {
	if asked.Parameters["confirms"] == "yes" {
		return nil, fmt.Errorf("confirmation: %w", errUnsupported)
	}
	private := map[string]*ecdh.PrivateKey{}
	for _, name := range []string{"privateKey", "ephemeralKey"} {
		key, err := gmsmPrivateKey(asked.file(name))
		if err != nil {
			return nil, err
		}
		if private[name], err = key.ECDH(); err != nil {
			return nil, err
		}
	}
	public := map[string]*ecdh.PublicKey{}
	for _, name := range []string{"peerKey", "peerEphemeral"} {
		key, err := gmsmPublicKey(asked.file(name))
		if err != nil {
			return nil, err
		}
		if public[name], err = sm2.PublicKeyToECDH(key); err != nil {
			return nil, err
		}
	}
	shared, err := private["privateKey"].SM2MQV(private["ephemeralKey"], public["peerKey"], public["peerEphemeral"])
	if err != nil {
		return nil, err
	}
	length, err := strconv.Atoi(asked.Parameters["length"])
	if err != nil {
		return nil, err
	}
	responder := asked.Parameters["role"] == "responder"
	key, err := shared.SM2SharedKey(responder, length, private["privateKey"].PublicKey(), public["peerKey"], asked.file("id"), asked.file("peerId"))
	return outputs{"key": key}, err
}
