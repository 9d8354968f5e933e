/* DOCX documents written from descriptions; see the header for their lines. */
#include "office/document_make.h"
#include "base/buf.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define W_NS "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define P_NS "http://schemas.openxmlformats.org/package/2006/"
#define T_NS "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* twentieths of a point; A4 is 11906 × 16838 */
#define UPRIGHT_WIDTH 9354 /* between margins of 30 and 15 mm */
#define LANDSCAPE_WIDTH 14286
#define COLUMNS_MAX 16

static const char types[] =
    XML "<Types xmlns=\"" P_NS "content-types\"><Default Extension=\"rels\""
        " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" T_NS "document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" T_NS "styles+xml\"/>"
        "<Override PartName=\"/word/settings.xml\" ContentType=\"" T_NS "settings+xml\"/>"
        "<Override PartName=\"/word/header1.xml\" ContentType=\"" T_NS "header+xml\"/></Types>";

static const char package_rels[] =
    XML "<Relationships xmlns=\"" P_NS "relationships\"><Relationship Id=\"rId1\" Type=\"" R_NS
        "/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

static const char document_rels[] =
    XML "<Relationships xmlns=\"" P_NS "relationships\"><Relationship Id=\"rId1\" Type=\"" R_NS
        "/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"" R_NS
        "/header\" Target=\"header1.xml\"/><Relationship Id=\"rId3\" Type=\"" R_NS
        "/settings\" Target=\"settings.xml\"/></Relationships>";

/* a line that ends because its author broke it is not stretched to the margin */
static const char settings[] =
    XML "<w:settings xmlns:w=\"" W_NS "\"><w:compat><w:doNotExpandShiftReturn/><w:compatSetting"
        " w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\""
        " w:val=\"15\"/></w:compat></w:settings>";

static const char styles[] =
    XML "<w:styles xmlns:w=\"" W_NS "\"><w:docDefaults><w:rPrDefault><w:rPr>"
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\""
        " w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"28\"/>"
        "<w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault><w:pPrDefault/>"
        "</w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
        "<w:name w:val=\"Normal\"/></w:style></w:styles>";

static const char page_number[] =
    XML "<w:hdr xmlns:w=\"" W_NS "\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r>"
        "<w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE "
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t>"
        "</w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>";

/* ---- paragraphs */

static void put_text(struct buf *out, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '&')
            buf_str(out, "&amp;");
        else if (text[i] == '<')
            buf_str(out, "&lt;");
        else
            buf_char(out, text[i]);
    }
}

/* paragraph: content of w:pPr, letters: of w:rPr. */
static void put_paragraph(struct buf *out, const char *paragraph, const char *letters,
                          const char *text, size_t n)
{
    buf_printf(out, "<w:p><w:pPr>%s</w:pPr><w:r><w:rPr>%s</w:rPr><w:t xml:space=\"preserve\">",
               paragraph, letters);
    put_text(out, text, n);
    buf_str(out, "</w:t></w:r></w:p>");
}

#define PUT(out, paragraph, letters, text)                                                         \
    put_paragraph(out, paragraph, letters, text, strlen(text))
#define CENTRED "<w:jc w:val=\"center\"/>"
#define KEPT_CENTRED "<w:keepNext/><w:jc w:val=\"center\"/>"
#define SIZE(half_points) "<w:sz w:val=\"" #half_points "\"/><w:szCs w:val=\"" #half_points "\"/>"

/* ---- the two blocks side by side: head and foot */

static void open_blocks(struct buf *out, int left, int right)
{
    buf_printf(out,
               "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"
               "</w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/></w:tblGrid>"
               "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"%d\""
               " w:type=\"dxa\"/></w:tcPr>",
               left + right, left, right, left);
}

static void next_block(struct buf *out, int right)
{
    buf_printf(out, "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", right);
}

static void close_blocks(struct buf *out)
{
    buf_str(out, "</w:tc></w:tr></w:tbl>");
}

static void put_heading(struct buf *out, int width, const char *about, size_t n)
{
    int left = width * 45 / 100, right = width - left;
    open_blocks(out, left, right);
    PUT(out, CENTRED, "<w:caps/>" SIZE(26), "{{Cơ quan cấp trên}}");
    PUT(out, CENTRED, "<w:b/><w:caps/>" SIZE(26), "{{Cơ quan ban hành}}");
    PUT(out, CENTRED, SIZE(26), "*");
    PUT(out, CENTRED, SIZE(26), "Số {{Số văn bản}}");
    PUT(out, CENTRED, "<w:b/><w:caps/>" SIZE(26), "{{Độ mật}}");
    if (n > 0)
        put_paragraph(out, CENTRED, "<w:i/>" SIZE(24), about, n);
    next_block(out, right);
    PUT(out, CENTRED, "<w:b/><w:u w:val=\"single\"/>" SIZE(28), "ĐẢNG CỘNG SẢN VIỆT NAM");
    PUT(out, CENTRED, SIZE(26), "");
    PUT(out, CENTRED, "<w:i/>" SIZE(26), "{{Địa danh}}, ngày {{Ngày}} tháng {{Tháng}} năm {{Năm}}");
    close_blocks(out);
}

static void put_sign(struct buf *out, int width)
{
    int left = width * 45 / 100, right = width - left;
    PUT(out, "<w:keepNext/>", SIZE(16), "");
    open_blocks(out, left, right);
    PUT(out, "<w:keepNext/>", "<w:b/><w:i/>" SIZE(24), "Nơi nhận:");
    PUT(out, "", SIZE(24), "{{Nơi nhận}}");
    next_block(out, right);
    PUT(out, KEPT_CENTRED, "<w:b/><w:caps/>", "{{Chức vụ người ký}}");
    for (int i = 0; i < 4; i++)
        PUT(out, KEPT_CENTRED, "", "");
    PUT(out, CENTRED, "<w:b/>", "{{Người ký}}");
    close_blocks(out);
}

/* ---- tables */

struct columns {
    int n, width[COLUMNS_MAX];
    bool centred[COLUMNS_MAX];
};

static void open_table(struct buf *out, int width, const char *text, size_t n, struct columns *c)
{
    static const char *const edges[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    const char *at = text, *end = text + n;
    for (c->n = 0; at < end && c->n < COLUMNS_MAX; c->n++) {
        size_t len = strcspn(at, "|\n");
        c->width[c->n] = width * atoi(at) / 100;
        c->centred[c->n] = len > 0 && at[len - 1] == 'c';
        at += len + 1;
    }
    buf_printf(out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>", width);
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        buf_printf(out, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>",
                   edges[i]);
    buf_str(out, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
                 "<w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/>"
                 "</w:tblCellMar></w:tblPr><w:tblGrid>");
    for (int i = 0; i < c->n; i++)
        buf_printf(out, "<w:gridCol w:w=\"%d\"/>", c->width[i]);
    buf_str(out, "</w:tblGrid>");
}

static void put_row(struct buf *out, const struct columns *c, bool head, const char *text, size_t n)
{
    const char *at = text, *end = text + n;
    buf_printf(out, "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>", head ? "<w:tblHeader/>" : "");
    for (int i = 0; i < c->n; i++) {
        size_t len = at < end ? strcspn(at, "|\n") : 0;
        buf_printf(out,
                   "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/>"
                   "</w:tcPr>",
                   c->width[i]);
        put_paragraph(out,
                      head || c->centred[i] ? "<w:spacing w:before=\"40\" w:after=\"40\"/>" CENTRED
                                            : "<w:spacing w:before=\"40\" w:after=\"40\"/>",
                      head ? "<w:b/>" SIZE(24) : SIZE(24), at < end ? at : "", len);
        buf_str(out, "</w:tc>");
        at += at < end ? len + 1 : 0;
    }
    buf_str(out, "</w:tr>");
}

/* ---- the whole */

struct paper {
    int width;
    bool landscape, pages, in_table;
    struct columns columns;
};

static void put_line(struct buf *out, struct paper *p, const char *word, size_t word_len,
                     const char *text, size_t n)
{
#define IS(name) (word_len == sizeof name - 1 && memcmp(word, name, word_len) == 0)
    bool of_table = IS("head") || IS("row");
    if (p->in_table && !of_table) {
        buf_str(out, "</w:tbl>");
        p->in_table = false;
    }
    if (IS("heading"))
        put_heading(out, p->width, text, n);
    else if (IS("title"))
        put_paragraph(out, "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"60\"/>" CENTRED,
                      "<w:b/><w:caps/>" SIZE(32), text, n);
    else if (IS("subtitle"))
        put_paragraph(out, "<w:keepNext/><w:spacing w:after=\"240\"/>" CENTRED, "<w:b/>", text, n);
    else if (IS("to"))
        put_paragraph(out, "<w:spacing w:before=\"360\" w:after=\"240\"/>" CENTRED, "", text, n);
    else if (IS("text"))
        put_paragraph(out,
                      "<w:spacing w:before=\"60\" w:after=\"60\" w:line=\"300\""
                      " w:lineRule=\"auto\"/><w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/>",
                      "", text, n);
    else if (IS("field"))
        put_paragraph(out,
                      "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"288\""
                      " w:lineRule=\"auto\"/><w:ind w:left=\"567\"/>",
                      "", text, n);
    else if (IS("table")) {
        open_table(out, p->width, text, n, &p->columns);
        p->in_table = true;
    } else if (of_table && p->in_table)
        put_row(out, &p->columns, IS("head"), text, n);
    else if (IS("sign"))
        put_sign(out, p->width);
    else if (IS("landscape")) {
        p->landscape = true;
        p->width = LANDSCAPE_WIDTH;
    } else if (IS("pages"))
        p->pages = true;
#undef IS
}

static void make_body(const char *description, struct buf *out)
{
    struct paper p = {.width = UPRIGHT_WIDTH};
    buf_str(out, XML "<w:document xmlns:w=\"" W_NS "\" xmlns:r=\"" R_NS "\"><w:body>");
    for (const char *at = description; *at != '\0';) {
        size_t n = strcspn(at, "\n"), word = strcspn(at, " \n");
        const char *text = word < n ? at + word + 1 : at + n;
        if (word > 0)
            put_line(out, &p, at, word, text, (size_t)(at + n - text));
        at += n + (at[n] == '\n');
    }
    if (p.in_table)
        buf_str(out, "</w:tbl>");
    /* a table must not be the last thing: Word wants a paragraph behind it */
    PUT(out, "", SIZE(2), "");
    buf_str(out, "<w:sectPr>");
    if (p.pages)
        buf_str(out, "<w:headerReference w:type=\"default\" r:id=\"rId2\"/>");
    buf_printf(out, "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>", p.landscape ? 16838 : 11906,
               p.landscape ? 11906 : 16838, p.landscape ? " w:orient=\"landscape\"" : "");
    buf_str(out, "<w:pgMar w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\""
                 " w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>");
    buf_str(out, p.pages ? "<w:titlePg/></w:sectPr></w:body></w:document>"
                         : "</w:sectPr></w:body></w:document>");
}

static bool add(zip_t *z, const char *name, const char *text, size_t n)
{
    zip_source_t *s = zip_source_buffer(z, text, n, 0);
    if (s == NULL)
        return false;
    zip_int64_t at = zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);
    if (at >= 0) /* 1 January 1980: files do not differ by when they were made */
        return zip_file_set_dostime(z, (zip_uint64_t)at, 0, 0x21, 0) == 0;
    zip_source_free(s);
    return false;
}

bool document_make(const char *description, const char *path)
{
    struct buf body = {0};
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_EXCL, NULL);
    if (z == NULL)
        return false;
    make_body(description, &body);
    bool good = add(z, "[Content_Types].xml", types, sizeof types - 1) &&
                add(z, "_rels/.rels", package_rels, sizeof package_rels - 1) &&
                add(z, "word/document.xml", body.p, body.len) &&
                add(z, "word/_rels/document.xml.rels", document_rels, sizeof document_rels - 1) &&
                add(z, "word/styles.xml", styles, sizeof styles - 1) &&
                add(z, "word/settings.xml", settings, sizeof settings - 1) &&
                add(z, "word/header1.xml", page_number, sizeof page_number - 1);
    if (!good)
        zip_discard(z);
    else
        good = zip_close(z) == 0;
    buf_free(&body);
    return good;
}

void document_make_hash(const char *description, char hex[HASH_HEX])
{
    struct buf body = {0};
    struct hasher h;
    uint8_t hash[HASH_BYTES];
    make_body(description, &body);
    hasher_start(&h);
    hasher_add(&h, types, sizeof types);
    hasher_add(&h, styles, sizeof styles);
    hasher_add(&h, settings, sizeof settings);
    hasher_add(&h, page_number, sizeof page_number);
    hasher_add(&h, body.p, body.len);
    hasher_end(&h, hash);
    hex_encode(hex, hash, sizeof hash);
    buf_free(&body);
}
