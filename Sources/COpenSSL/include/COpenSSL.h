#pragma once

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// Functions for OpenSSL's macros, which Swift cannot import.

static inline int tls_require_1_2(SSL_CTX *context) {
    return (int)SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

static inline int tls_error_reason(unsigned long code) { return ERR_GET_REASON(code); }

// Returns whether the reason is an errno.
static inline int tls_error_is_of_system(unsigned long code) { return ERR_SYSTEM_ERROR(code) ? 1 : 0; }

// A repeated write may come from another address, and may be done in part.
static inline void tls_set_write_mode(SSL_CTX *context) {
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}

static inline int tls_set_server_name(SSL *session, const char *name) {
    return (int)SSL_set_tlsext_host_name(session, name);
}

static inline void tls_bio_retry_read(BIO *bio) { BIO_set_retry_read(bio); }
static inline void tls_bio_retry_write(BIO *bio) { BIO_set_retry_write(bio); }
static inline void tls_bio_clear_retry(BIO *bio) { BIO_clear_retry_flags(bio); }

// The reason why a certificate was not accepted, which nothing else keeps after a failed handshake. Texts end with a
// zero.
struct tls_verdict {
    // X509_V_OK where it was accepted, or is not known yet.
    int error;
    // As 2026-11-25 08:00:00 UTC.
    char not_before[32];
    char not_after[32];
    // The names and addresses of the certificate, one on each line, as many as fit.
    char names[512];
};

// Verifies the server in the given mode; the verdict belongs to the caller and must live as long as the session.
void tls_set_verdict(SSL *session, int mode, struct tls_verdict *verdict);
