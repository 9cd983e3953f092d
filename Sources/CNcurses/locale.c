#define _GNU_SOURCE
#include "CNcurses.h"
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>
#include <wctype.h>

// glibc has no locale with UTF-8 of its own: in a root directory without /usr/lib/locale it knows ASCII only. The linker of the
// portable binary puts these functions in front of those by which ncurses asks for characters (--wrap in the Makefile). Other
// builds run where they are made; the originals' names are null there, and the locale alone decides.
#define ORIGINAL __attribute__((weak))
extern int __real_wcwidth(wchar_t) ORIGINAL;
extern int __real_iswprint(wint_t) ORIGINAL;
extern size_t __real_wcrtomb(char *, wchar_t, mbstate_t *) ORIGINAL;
extern char *__real_nl_langinfo(nl_item) ORIGINAL;

int __wrap_wcwidth(wchar_t);
int __wrap_iswprint(wint_t);
size_t __wrap_wcrtomb(char *, wchar_t, mbstate_t *);
char *__wrap_nl_langinfo(nl_item);

/// The width of a character where libc knows no UTF-8 and we write it; else null.
static int (*own_width)(uint32_t);

int __wrap_wcwidth(wchar_t scalar) {
    return own_width == NULL ? __real_wcwidth(scalar) : scalar == 0 ? 0 : own_width((uint32_t)scalar);
}

int __wrap_iswprint(wint_t scalar) {
    return own_width == NULL ? __real_iswprint(scalar) : scalar != 0 && own_width(scalar) >= 0;
}

size_t __wrap_wcrtomb(char *bytes, wchar_t character, mbstate_t *state) {
    if (own_width == NULL || bytes == NULL) return __real_wcrtomb(bytes, character, state);
    uint32_t scalar = (uint32_t)character;
    if (scalar > 0x10FFFF || (scalar >= 0xD800 && scalar <= 0xDFFF)) {
        errno = EILSEQ;
        return (size_t)-1;
    }
    if (scalar < 0x80) {
        bytes[0] = (char)scalar;
        return 1;
    }
    int following = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
    static const uint8_t leads[] = {0, 0xC0, 0xE0, 0xF0};
    bytes[0] = (char)(leads[following] | scalar >> 6 * following);
    for (int i = 1; i <= following; i++) bytes[i] = (char)(0x80 | (scalar >> 6 * (following - i) & 0x3F));
    return (size_t)following + 1;
}

char *__wrap_nl_langinfo(nl_item item) {
    return own_width != NULL && item == CODESET ? "UTF-8" : __real_nl_langinfo(item);
}

static bool asks_for_utf8(void) {
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && *value) return strcasestr(value, "UTF-8") != NULL || strcasestr(value, "UTF8") != NULL;
    }
    return false;
}

bool cn_use_locale(int (*width)(uint32_t)) {
    // A locale that is not installed here, as over SSH, still shows which encoding the terminal has.
    if (setlocale(LC_CTYPE, "") == NULL && asks_for_utf8() && setlocale(LC_CTYPE, "C.UTF-8") == NULL && __real_wcwidth != NULL) {
        own_width = width;
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int cn_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
