/* Templates: fields found however Word cut them, filled for one or many, rows repeated. */
#include "office/document.h"
#include "unit/office/book.h"
#include "unit/unit.h"

#include <stdio.h>

#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"

static int docx(const char *body)
{
    static char xml[8192];
    snprintf(xml, sizeof xml, "<w:document " W "><w:body>%s<w:sectPr/></w:body></w:document>",
             body);
    const struct book_part parts[] = {
        {"[Content_Types].xml", "<Types/>", 0},
        {"_rels/.rels",
         "<Relationships><Relationship Id='r1' Type='x/officeDocument' Target='word/document.xml'/>"
         "</Relationships>",
         0},
        {"word/document.xml", xml, 0},
        {"word/header1.xml", "<w:hdr " W "><w:p><w:r><w:t>{{Cơ quan}}</w:t></w:r></w:p></w:hdr>",
         0},
        {"word/media/image1.png", "\x89PNG\0\1\2", 7}};
    return book_zip(parts, 5);
}

struct people {
    const char *name[4];
    int n;
};

static const char *value(void *ctx, int record, int row, const char *field)
{
    const struct people *p = ctx;
    static char number[16];
    if (strcmp(field, "Cơ quan") == 0)
        return "Đảng ủy xã <Mẫu> & bạn";
    if (strcmp(field, "TT") == 0)
        return snprintf(number, sizeof number, "%d", row + 1), number;
    if (strcmp(field, "Nơi nhận") == 0)
        return "Như trên\nLưu";
    return strcmp(field, "Họ và tên") == 0 ? p->name[row >= 0 ? row : record] : NULL;
}

static int rows(void *ctx, int record)
{
    (void)record;
    return ((const struct people *)ctx)->n;
}

/* A part of what came out. */
static const char *filled(int fd, int records, const char *part)
{
    static char text[65536];
    char path[64];
    struct people people = {{"Lò Văn An", "Hà Thị Bình", "Đỗ C"}, 3};
    struct document_values v = {&people, records, value, rows};
    book_name(path);
    ck_assert_int_eq(document_fill(fd, path, &v), PACKAGE_OK);
    close(fd);
    int out = book_fd(path);
    struct arena *a = arena_new();
    enum package_fault fault;
    struct package *p = package_open(out, &fault);
    ck_assert_ptr_nonnull(p);
    size_t n;
    char *got = package_read(p, a, part, 60000, &n, &fault);
    ck_assert_ptr_nonnull(got);
    memcpy(text, got, n + 1);
    package_close(p);
    arena_free(a);
    close(out);
    return text;
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

START_TEST(a_field_that_word_cut_in_pieces_is_filled_in_the_look_of_its_first_letter)
{
    const char *xml = filled(
        docx(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Ông {{Họ</w:t></w:r><w:proofErr/>"
            "<w:r><w:t xml:space='preserve'> và </w:t></w:r><w:r><w:t>tên}}, chào</w:t></w:r></w:p>"),
        1, "word/document.xml");
    ck_assert_ptr_nonnull(strstr(xml, "<w:t>Ông Lò Văn An</w:t></w:r><w:proofErr/>"));
    ck_assert_ptr_nonnull(strstr(xml, "<w:t xml:space='preserve'></w:t>"));
    ck_assert_ptr_nonnull(strstr(xml, "<w:t>, chào</w:t>"));
}
END_TEST

START_TEST(letters_for_many_stand_on_pages_of_their_own)
{
    const char *xml = filled(docx(P("{{Họ và tên}}")), 3, "word/document.xml");
    ck_assert_ptr_nonnull(strstr(xml, "Lò Văn An"));
    ck_assert_ptr_nonnull(strstr(xml, "Đỗ C"));
    int breaks = 0, sections = 0;
    for (const char *at = xml; (at = strstr(at, "w:type=\"page\"")) != NULL; at++)
        breaks++;
    for (const char *at = xml; (at = strstr(at, "<w:sectPr/>")) != NULL; at++)
        sections++;
    ck_assert_int_eq(breaks, 2);
    ck_assert_int_eq(sections, 1);
}
END_TEST

START_TEST(rows_with_their_own_fields_are_repeated_and_others_are_not)
{
    const char *xml = filled(
        docx("<w:tbl><w:tr><w:tc>" P("TT") "</w:tc></w:tr><w:tr><w:tc>" P(
            "{{hàng.TT}}") "</w:tc><w:tc>" P("{{hàng.Họ và tên}}") "</w:tc></w:tr></w:tbl>" P("Hết")),
        1, "word/document.xml");
    ck_assert_ptr_nonnull(strstr(xml, "<w:t>1</w:t>"));
    ck_assert_ptr_nonnull(strstr(xml, "<w:t>3</w:t>"));
    ck_assert_ptr_nonnull(strstr(xml, "Hà Thị Bình"));
    int found = 0;
    for (const char *at = xml; (at = strstr(at, "<w:tr>")) != NULL; at++)
        found++;
    ck_assert_int_eq(found, 4);
    ck_assert_ptr_nonnull(strstr(xml, "<w:t>Hết</w:t>"));
}
END_TEST

START_TEST(values_are_text_and_never_markup)
{
    const char *xml =
        filled(docx(P("Gửi: {{Nơi nhận}}") P("{{không có}}.")), 1, "word/document.xml");
    ck_assert_ptr_nonnull(strstr(xml, "Như trên</w:t><w:br/><w:t xml:space=\"preserve\">Lưu"));
    ck_assert_ptr_nonnull(strstr(xml, "<w:t>.</w:t>"));
    const char *header = filled(docx(P("x")), 1, "word/header1.xml");
    ck_assert_ptr_nonnull(strstr(header, "Đảng ủy xã &lt;Mẫu&gt; &amp; bạn"));
}
END_TEST

START_TEST(fields_are_told_once_each_in_their_order)
{
    const char *names[DOCUMENT_FIELDS_MAX];
    int n, fd = docx(P("{{ Họ và tên }} {{Số}}") "<w:tbl><w:tr><w:tc>" P(
               "{{hàng.TT}}") "</w:tc></w:tr></w:tbl>" P("{{Số}}"));
    struct arena *a = arena_new();
    ck_assert_int_eq(document_fields(fd, a, names, &n), PACKAGE_OK);
    ck_assert_int_eq(n, 4);
    ck_assert_str_eq(names[0], "Họ và tên");
    ck_assert_str_eq(names[1], "Số");
    ck_assert_str_eq(names[2], "hàng.TT");
    ck_assert_str_eq(names[3], "Cơ quan");
    close(fd);
    arena_free(a);
}
END_TEST

START_TEST(what_is_no_template_is_refused)
{
    const char *names[DOCUMENT_FIELDS_MAX];
    struct arena *a = arena_new();
    int n, fd = docx(P("{{Họ và tên"));
    ck_assert_int_eq(document_fields(fd, a, names, &n), PACKAGE_BROKEN); /* never closed */
    close(fd);
    fd = docx("<w:p>");
    ck_assert_int_eq(document_fields(fd, a, names, &n), PACKAGE_BROKEN);
    close(fd);
    const struct book_part macro[] = {{"word/document.xml", "<w:document/>", 0},
                                      {"word/vbaProject.bin", "x", 0}};
    fd = book_zip(macro, 2);
    ck_assert_int_eq(document_fields(fd, a, names, &n), PACKAGE_MACROS);
    close(fd);
    const struct book_part link[] = {
        {"word/document.xml", "<w:document/>", 0},
        {"word/_rels/document.xml.rels",
         "<R><Relationship Id='r1' Type='x/attachedTemplate' Target='http://x/y.dotm' "
         "TargetMode='External'/></R>",
         0}};
    fd = book_zip(link, 2);
    ck_assert_int_eq(document_fields(fd, a, names, &n), PACKAGE_EXTERNAL);
    close(fd);
    arena_free(a);
}
END_TEST

START_TEST(a_value_of_several_lines_alone_in_its_paragraph_becomes_a_paragraph_a_line)
{
    const char *xml = filled(
        docx(P("Trước") "<w:p><w:pPr><w:ind/></w:pPr><w:r><w:t>{{Nơi</w:t></w:r><w:r><w:b/><w:t> "
                        "nhận}}</w:t></w:r></w:p>" P("Sau")),
        1, "word/document.xml");
    ck_assert_ptr_nonnull(strstr(xml, "<w:t>Trước</w:t></w:r></w:p><w:p><w:pPr><w:ind/></w:pPr>"
                                      "<w:r><w:t>Như trên</w:t></w:r><w:r><w:b/><w:t></w:t></w:r>"
                                      "</w:p><w:p><w:pPr><w:ind/></w:pPr><w:r><w:t>Lưu</w:t></w:r>"
                                      "<w:r><w:b/><w:t></w:t></w:r></w:p><w:p><w:r><w:t>Sau"));
    /* what ends a section or stands around another text stays one */
    xml = filled(docx("<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{Nơi nhận}}</w:t></w:r></w:p>"), 1,
                 "word/document.xml");
    ck_assert_ptr_nonnull(strstr(xml, "Như trên</w:t><w:br/>"));
    xml = filled(docx("<w:p><w:r><w:t>{{Nơi nhận}}</w:t></w:r><w:r><w:txbxContent>" P(
                     "Ô") "</w:txbxContent></w:r></w:p>"),
                 1, "word/document.xml");
    ck_assert_ptr_nonnull(strstr(xml, "Như trên</w:t><w:br/>"));
}
END_TEST

static enum package_fault judged(const char *body)
{
    const char *names[DOCUMENT_FIELDS_MAX];
    struct arena *a = arena_new();
    int n, fd = docx(body);
    enum package_fault fault = document_fields(fd, a, names, &n);
    close(fd);
    arena_free(a);
    return fault;
}

#define FIELD_CHAR(kind) "<w:r><w:fldChar w:fldCharType='" kind "'/></w:r>"
#define INSTRUCTION(text) "<w:r><w:instrText>" text "</w:instrText></w:r>"

START_TEST(instructions_that_reach_out_of_the_document_are_refused_and_harmless_ones_are_not)
{
    ck_assert_int_eq(judged("<w:p>" FIELD_CHAR("begin") INSTRUCTION(" DDEAU")
                                INSTRUCTION("TO c:\\x.exe ") FIELD_CHAR("end") "</w:p>"),
                     PACKAGE_EXTERNAL);
    ck_assert_int_eq(
        judged("<w:p><w:fldSimple w:instr=' includepicture \"http://x/y.png\"'/></w:p>"),
        PACKAGE_EXTERNAL);
    ck_assert_int_eq(judged("<w:p>" FIELD_CHAR("begin") INSTRUCTION("MACROBUTTON x y")
                                FIELD_CHAR("end") "</w:p>"),
                     PACKAGE_MACROS);
    ck_assert_int_eq(judged("<w:p>" FIELD_CHAR("begin") INSTRUCTION(" PAGE ") FIELD_CHAR("end")
                                P("{{Họ và tên}} DDE LINK") "</w:p>"),
                     PACKAGE_OK);
}
END_TEST

UNIT_MAIN("document", a_field_that_word_cut_in_pieces_is_filled_in_the_look_of_its_first_letter,
          letters_for_many_stand_on_pages_of_their_own,
          rows_with_their_own_fields_are_repeated_and_others_are_not,
          values_are_text_and_never_markup, fields_are_told_once_each_in_their_order,
          what_is_no_template_is_refused,
          instructions_that_reach_out_of_the_document_are_refused_and_harmless_ones_are_not,
          a_value_of_several_lines_alone_in_its_paragraph_becomes_a_paragraph_a_line)
