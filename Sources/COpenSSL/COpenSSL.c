#include "COpenSSL.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

static void write_time(char *text, size_t size, const ASN1_TIME *time) {
    struct tm parts;
    text[0] = 0;
    if (ASN1_TIME_to_tm(time, &parts)) strftime(text, size, "%Y-%m-%d %H:%M:%S UTC", &parts);
}

// Adds a line, if it fits. A name that contains a zero is ignored.
static void add_line(char *text, size_t size, const char *line, size_t length) {
    size_t used = strlen(text);
    if (memchr(line, 0, length) || memchr(line, '\n', length) || used + length + 2 > size) return;
    if (used) text[used++] = '\n';
    memcpy(text + used, line, length);
    text[used + length] = 0;
}

static void write_names(char *text, size_t size, X509 *certificate) {
    GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    for (int index = 0; index < sk_GENERAL_NAME_num(names); index++) {
        int kind;
        ASN1_STRING *value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names, index), &kind);
        if (kind != GEN_DNS && kind != GEN_IPADD) continue;
        const unsigned char *bytes = ASN1_STRING_get0_data(value);
        int length = ASN1_STRING_length(value);
        char address[INET6_ADDRSTRLEN];
        if (kind == GEN_DNS) {
            add_line(text, size, (const char *)bytes, (size_t)length);
        } else if ((length == 4 || length == 16)
                   && inet_ntop(length == 4 ? AF_INET : AF_INET6, bytes, address, sizeof address)) {
            add_line(text, size, address, strlen(address));
        }
    }
    GENERAL_NAMES_free(names);
    if (text[0]) return;
    char common[256];
    int length = X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, common, sizeof common);
    if (length > 0) add_line(text, size, common, (size_t)length);
}

static int index_of_verdict = -1;

static void make_index(void) { index_of_verdict = SSL_get_ex_new_index(0, NULL, NULL, NULL, NULL); }

static int verdict_index(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_index);
    return index_of_verdict;
}

static int verify(int accepted, X509_STORE_CTX *store) {
    SSL *session = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    struct tls_verdict *verdict = session ? SSL_get_ex_data(session, verdict_index()) : NULL;
    if (accepted || !verdict || verdict->error != X509_V_OK) return accepted;
    verdict->error = X509_STORE_CTX_get_error(store);
    X509 *certificate = X509_STORE_CTX_get_current_cert(store);
    if (!certificate) return accepted;
    write_time(verdict->not_before, sizeof verdict->not_before, X509_get0_notBefore(certificate));
    write_time(verdict->not_after, sizeof verdict->not_after, X509_get0_notAfter(certificate));
    write_names(verdict->names, sizeof verdict->names, certificate);
    return accepted;
}

void tls_set_verdict(SSL *session, int mode, struct tls_verdict *verdict) {
    memset(verdict, 0, sizeof *verdict);
    SSL_set_ex_data(session, verdict_index(), verdict);
    SSL_set_verify(session, mode, mode == SSL_VERIFY_NONE ? NULL : verify);
}
