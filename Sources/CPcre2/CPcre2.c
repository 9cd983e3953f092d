#include "CPcre2.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

struct cp_expression {
    pcre2_code *code;
};

// PCRE2's own match limit restarts at each place of the text, so the tried items are counted here.
static int count_step(pcre2_callout_block *block, void *data) {
    (void)block;
    uint64_t *left = data;
    if (*left == 0) return PCRE2_ERROR_MATCHLIMIT;
    *left -= 1;
    return 0;
}

cp_expression *cp_compile(
    const uint8_t *pattern, size_t length, int ignores_case, size_t *error_offset, char *words, size_t size) {
    int error = 0;
    PCRE2_SIZE offset = 0;
    // \C could leave half a character behind; nothing may match without a limit on what is counted.
    uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C |
                       PCRE2_AUTO_CALLOUT | (ignores_case ? PCRE2_CASELESS : 0);
    pcre2_code *code = pcre2_compile(pattern, length, options, &error, &offset, NULL);
    cp_expression *expression = code != NULL ? malloc(sizeof *expression) : NULL;
    if (expression != NULL) {
        expression->code = code;
        return expression;
    }
    pcre2_code_free(code);
    *error_offset = offset;
    if (size > 0) words[0] = 0;
    if (error != 0) pcre2_get_error_message(error, (PCRE2_UCHAR *)words, size);
    return NULL;
}

static cp_result meaning(int count) {
    if (count >= 0) return CP_FOUND;
    switch (count) {
    case PCRE2_ERROR_NOMATCH:
    case PCRE2_ERROR_PARTIAL: return CP_NONE;
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_RECURSELOOP: return CP_TOO_COSTLY;
    default: return CP_FAILED;
    }
}

cp_result cp_match(
    const cp_expression *expression, const uint8_t *text, size_t length, uint64_t steps, size_t *start, size_t *end) {
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    cp_result result = CP_FAILED;
    if (context != NULL && data != NULL) {
        pcre2_set_match_limit(context, 1000000);
        pcre2_set_depth_limit(context, 10000);
        pcre2_set_heap_limit(context, 16384);
        pcre2_set_callout(context, count_step, &steps);
        result = meaning(pcre2_match(expression->code, text, length, 0, 0, data, context));
        if (result == CP_FOUND) {
            const PCRE2_SIZE *range = pcre2_get_ovector_pointer(data);
            *start = range[0];
            *end = range[1] < range[0] ? range[0] : range[1];
        }
    }
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
    return result;
}

void cp_free(cp_expression *expression) {
    if (expression == NULL) return;
    pcre2_code_free(expression->code);
    free(expression);
}

void cp_version(char *text) {
    char whole[64] = "";
    // As "10.42 2022-12-11".
    if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) < (int)sizeof whole) pcre2_config(PCRE2_CONFIG_VERSION, whole);
    size_t length = strcspn(whole, " ");
    if (length > 23) length = 23;
    memcpy(text, whole, length);
    text[length] = 0;
}
