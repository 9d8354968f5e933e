/* Headers of files: names of fields, their labels, and the words of the national collection
   template (domain.md §3.2), whose asterisks and remarks in brackets are passed over. */
#include "registry/import_columns.h"
#include "base/text.h"
#include "registry/dict_list.h"

#include <string.h>

struct alias {
    const char *folded, *field;
};

static const struct alias member_aliases[] = {{"ho ten", "full_name"},
                                              {"ho va ten khai sinh", "birth_name"},
                                              {"ten goi khac", "other_name"},
                                              {"bi danh", "other_name"},
                                              {"sinh ngay", "born_on"},
                                              {"ngay thang nam sinh", "born_on"},
                                              {"ngay sinh", "born_on"},
                                              {"so dinh danh", "personal_id"},
                                              {"so dinh danh ca nhan", "personal_id"},
                                              {"so cccd", "personal_id"},
                                              {"can cuoc cong dan", "personal_id"},
                                              {"so the dang", "card_number"},
                                              {"so the dang vien", "card_number"},
                                              {"noi cap", "card_issued_by"},
                                              {"noi cap the", "card_issued_by"},
                                              {"noi cap the dang", "card_issued_by"},
                                              {"ngay cap", "card_issued_on"},
                                              {"ngay cap the", "card_issued_on"},
                                              {"ngay cap the dang", "card_issued_on"},
                                              {"so the theo qd 85", "old_card_number"},
                                              {"so the dang theo quyet dinh 85", "old_card_number"},
                                              {"to chuc dang dang sinh hoat", "cell_code"},
                                              {"ma to chuc dang", "cell_code"},
                                              {"ma chi bo", "cell_code"},
                                              {"noi dang ky khai sinh quoc gia", "birth_country"},
                                              {"noi dang ky khai sinh - quoc gia", "birth_country"},
                                              {"noi dang ky khai sinh tinh", "birth_province"},
                                              {"noi dang ky khai sinh - tinh", "birth_province"},
                                              {"noi dang ky khai sinh chi tiet", "birth_place"},
                                              {"noi dang ky khai sinh - chi tiet", "birth_place"},
                                              {"que quan tinh", "hometown_province"},
                                              {"que quan - tinh", "hometown_province"},
                                              {"que quan xa", "hometown_commune"},
                                              {"que quan - xa", "hometown_commune"},
                                              {"que quan chi tiet", "hometown"},
                                              {"que quan - chi tiet", "hometown"},
                                              {"thuong tru tinh", "residence_province"},
                                              {"thuong tru - tinh", "residence_province"},
                                              {"thuong tru xa", "residence_commune"},
                                              {"thuong tru - xa", "residence_commune"},
                                              {"thuong tru chi tiet", "residence"},
                                              {"thuong tru - chi tiet", "residence"},
                                              {"noi thuong tru", "residence"},
                                              {"ngay vao dang", "admitted_on"},
                                              {"ngay ket nap", "admitted_on"},
                                              {"ngay chinh thuc", "official_on"},
                                              {"ngay vao dang chinh thuc", "official_on"},
                                              {"so cmnd cu", "old_id_number"},
                                              {"so cmnd", "old_id_number"},
                                              {"ngay roi khoi", "left_on"},
                                              {"ngay roi khoi dang", "left_on"},
                                              {"ngay mien sinh hoat", "exempt_on"},
                                              {"ngay mien sinh hoat dang", "exempt_on"},
                                              {"ly do roi khoi", "left_reason"},
                                              {"so ly lich dang vien", "record_number"},
                                              {"so dien thoai", "phone"},
                                              {"thu dien tu", "email"},
                                              {"trinh do chuyen mon", "professional_level"},
                                              {"trinh do ly luan chinh tri", "theory_level"},
                                              {"trinh do giao duc pho thong", "general_education"},
                                              {"nghe nghiep", "occupation"}};

const struct dict *import_dict(const char *kind)
{
    static const struct {
        const char *kind;
        const struct dict *dict;
    } kinds[] = {{"organizations", &dict_organization},
                 {"members", &dict_member},
                 {"targets", &dict_target},
                 {"discipline", &dict_discipline},
                 {"candidates", &dict_candidate},
                 {"reconciliation", &dict_member}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            return kinds[i].dict;
    return NULL;
}

/* "Họ và tên (*)" → "ho va ten": only letters, digits, single blanks and hyphens between words. */
static const char *header_key(struct arena *a, const char *header)
{
    char *key = arena_dup(a, text_fold(a, header)), *to = key;
    int depth = 0;
    for (const char *p = key; *p != '\0'; p++) {
        depth += *p == '(';
        if (depth == 0 && *p != '*' && *p != ':' && *p != ')')
            *to++ = *p == '\n' ? ' ' : *p;
        depth -= *p == ')' && depth > 0;
    }
    while (to > key && to[-1] == ' ')
        to--;
    *to = '\0';
    return key;
}

struct import_labels {
    const struct dict *dict;
    struct {
        const char *vi, *en; /* NULL: not imported */
    } of[];
};

const struct import_labels *import_labels(struct arena *a, const struct dict *d)
{
    struct import_labels *l = arena_alloc(a, sizeof *l + d->n * sizeof l->of[0]);
    l->dict = d;
    for (size_t i = 0; i < d->n; i++) {
        bool in = (d->fields[i].flags & F_IMPORT) != 0;
        l->of[i].vi = in ? header_key(a, d->fields[i].vi) : NULL;
        l->of[i].en = in ? header_key(a, d->fields[i].en) : NULL;
    }
    return l;
}

/* One line of a heading, or its lines read as one. */
static struct column match_text(struct work *w, const struct import_labels *l, const char *header)
{
    const struct dict *d = l->dict;
    struct column c = {.role = COLUMN_UNKNOWN, .header = arena_dup(w->arena, header)};
    char *one_line = arena_dup(w->arena, header);
    for (char *p = one_line; *p != '\0'; p++)
        if (*p == '\n' || *p == '\r')
            *p = ' ';
    const char *clean = one_line;
    text_clean(w->arena, one_line, strlen(one_line), 200, false, &clean);
    const char *key = header_key(w->arena, clean);
    for (size_t i = 0; i < d->n; i++)
        if (l->of[i].vi != NULL &&
            (strcmp(d->fields[i].name, clean) == 0 || strcmp(l->of[i].vi, key) == 0 ||
             strcmp(l->of[i].en, key) == 0)) {
            c.role = COLUMN_FIELD;
            c.field = (int)i;
            return c;
        }
    if (strcmp(key, "stt") == 0 || strcmp(key, "tt") == 0 || strcmp(key, "so tt") == 0 ||
        strcmp(key, "no.") == 0)
        c.role = COLUMN_IGNORED;
    if (d != &dict_member)
        return c;
    if (strcmp(key, "ngay mat") == 0 || strcmp(key, "ngay tu tran") == 0)
        c.role = COLUMN_DIED;
    else if (strcmp(key, "trang thai hoat dong") == 0)
        c.role = COLUMN_STATE;
    for (size_t i = 0; i < sizeof member_aliases / sizeof *member_aliases; i++)
        if (strcmp(member_aliases[i].folded, key) == 0) {
            c.role = COLUMN_FIELD;
            c.field = dict_find(d, member_aliases[i].field);
        }
    return c;
}

/* A heading of two lines may be known by both together or by the lower one alone. */
static struct column match(struct work *w, const struct import_labels *l, const char *header)
{
    struct column whole = match_text(w, l, header);
    const char *lower = strrchr(header, '\n');
    if (whole.role != COLUMN_UNKNOWN || lower == NULL)
        return whole;
    struct column below = match_text(w, l, lower + 1);
    below.header = whole.header;
    return below;
}

int import_map_columns(struct work *w, const struct import_labels *l, const char *const *headers,
                       size_t n, struct column *out)
{
    const struct dict *d = l->dict;
    int found = 0;
    for (size_t i = 0; i < n; i++) {
        out[i] = match(w, l, headers[i]);
        if (out[i].role == COLUMN_UNKNOWN || out[i].role == COLUMN_IGNORED)
            continue;
        found++;
        for (size_t k = 0; k < i; k++)
            if (out[k].role == out[i].role && out[i].role == COLUMN_FIELD &&
                out[k].field == out[i].field)
                fault_add(&w->faults, d->fields[out[i].field].name, "repeated",
                          "có hai cột cho cùng một trường", "two columns for one field");
    }
    return found;
}
