/* `serve` as a process, and the commands beside it: through the control socket or refused with 75.
 */
#include "api/harness_accounts.h"
#include "api/harness_process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct program p;

static void start(void)
{
    program_start(&p, CHIBO_BINARY);
}

static void stop(void)
{
    program_stop(&p);
}

#define ORGS                                                                                                  \
    "code,name,kind,category,parent_code,established_on,dissolved_on\n"                                       \
    "P,Đảng bộ tỉnh P,province_party,locality,,1991-10-01,\nD,Huyện,district_party,,P,1991-10-01,\n" \
    "B,Xã,base_party,commune,D,1992-01-01,\nC,Chi bộ thôn,cell,village,B,1993-01-01,\n"

static void serve_world_with(const char *word)
{
    program_write_file(&p, "o.csv", ORGS);
    ck_assert_int_eq(program_run(&p, NULL, "import", "organizations", "o.csv", NULL), 0);
    ck_assert_int_eq(program_run(&p, "mot mat khau du dai\n", "user", "add", "--username", "sep",
                                 "--full-name", "Sếp", "--role", "system_admin", "--org", "P",
                                 "--password-stdin", NULL),
                     0);
    program_printed(&p, ""); /* the password was given: nothing is left to tell */
    program_serve(&p, word, NULL);
}

static void serve_world(void)
{
    serve_world_with(NULL);
}

static char *add_token(const char *role, const char *org)
{
    ck_assert_int_eq(
        program_run(&p, NULL, "token", "add", "--name", "máy", "--role", role, "--org", org, NULL),
        0);
    ck_assert_ptr_nonnull(strchr(p.out.p, '\n'));
    ck_assert_ptr_eq(strchr(p.out.p, '\n')[1] == '\0' ? p.out.p : NULL,
                     p.out.p); /* one line: the token */
    return strndup(p.out.p, strcspn(p.out.p, "\n"));
}

/* ---- serve itself */

START_TEST(serve_prints_where_it_listens_and_the_setup_link_and_nothing_else)
{
    char expected[300];
    program_serve(&p, NULL, NULL);
    char *port = strdup(p.at.host);
    ck_assert_int_gt(p.at.port, 0);
    ck_assert_int_eq(program_end(&p, SIGTERM), 0); /* drained */
    snprintf(expected, sizeof expected,
             "chibo: listening on http://%s\nchibo: set up at http://%s/setup?code=…", port, port);
    program_printed(&p, expected);
    const char *code = strstr(p.out.p, "code=") + 5;
    ck_assert_uint_eq(strspn(code, "23456789ABCDEFGHJKMNPQRSTUVWXYZ-"), 19);
    ck_assert_str_eq(code + 19, "\n");
    free(port);
}
END_TEST

START_TEST(serve_shows_no_setup_link_once_there_is_an_administrator)
{
    char expected[200];
    serve_world();
    snprintf(expected, sizeof expected, "chibo: listening on http://%s\n", p.at.host);
    ck_assert_int_eq(program_end(&p, SIGTERM), 0);
    program_printed(&p, expected);
}
END_TEST

START_TEST(serve_without_tls_stays_on_loopback)
{
    ck_assert_int_eq(program_run(&p, NULL, "serve", "--listen", "0.0.0.0:0", NULL), 1);
    program_printed(&p, "");
    ck_assert_int_eq(program_run(&p, NULL, "serve", "--tls-cert", "x.pem", NULL), 2);
    program_printed(&p, "");
}
END_TEST

START_TEST(cookie_is_secure_behind_a_proxy_that_speaks_tls)
{
    serve_world_with("--behind-proxy");
    for (int tls = 0; tls < 2; tls++) {
        struct answer a = server_ask(
            &p.at,
            (struct ask){.method = "POST",
                         .path = "/api/v1/session",
                         .headers = tls ? "X-Forwarded-Proto: https\r\n" : NULL,
                         .body = "{\"username\":\"sep\",\"password\":\"mot mat khau du dai\"}"});
        ck_status(a, 201);
        char *cookie = answer_header(&a, "Set-Cookie");
        ck_assert_msg((strstr(cookie, "; Secure") != NULL) == tls, "%s", cookie);
        free(cookie);
        answer_free(&a);
    }
}
END_TEST

START_TEST(second_server_and_writing_commands_end_with_75)
{
    serve_world();
    ck_assert_int_eq(program_run(&p, NULL, "backup", "b.db", NULL), 0);
    static const char *const refused[][4] = {{"serve", "--listen", "127.0.0.1:0"},
                                             {"import", "organizations", "o.csv"},
                                             {"import", "organizations", "o.csv", "--dry-run"},
                                             {"restore", "b.db"},
                                             {"demo", "--members", "10"}};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        int code =
            program_run(&p, NULL, refused[i][0], refused[i][1], refused[i][2], refused[i][3], NULL);
        ck_assert_msg(code == 75, "%s: %d", refused[i][0], code);
        program_printed(&p, "");
    }
    struct answer a = server_get(&p.at, NULL, "/api/v1/health"); /* and the first one lives on */
    ck_status(a, 200);
    answer_free(&a);
}
END_TEST

START_TEST(tls_init_needs_no_lock)
{
    serve_world();
    ck_assert_int_eq(program_run(&p, NULL, "tls-init", "--host", "so.xa.vn", NULL), 0);
}
END_TEST

START_TEST(isolated_server_has_no_feed)
{
    program_write_file(&p, "o.csv", ORGS);
    ck_assert_int_eq(program_run(&p, NULL, "import", "organizations", "o.csv", NULL), 0);
    char *token = add_token("office", "P");
    program_serve(&p, "--isolated", NULL);
    ck_assert_int_eq(harness_token_status(&p.at, token, "/api/v1/changes"), 404);
    ck_assert_int_eq(harness_token_status(&p.at, token, "/api/v1/organizations"), 200);
    free(token);
}
END_TEST

START_TEST(demo_server_fills_an_empty_store_with_invented_people)
{
    program_serve(&p, "--demo", NULL);
    ck_assert_int_eq(program_run(&p, NULL, "export", "organizations", "-", NULL), 0);
    ck_assert_ptr_nonnull(strstr(p.out.p, "province_party"));
}
END_TEST

/* ---- accounts while it runs */

START_TEST(token_of_the_command_line_works_at_once_until_it_is_revoked)
{
    serve_world();
    char *token = add_token("viewer", "D"), id[20] = "";
    ck_assert_int_eq(harness_token_status(&p.at, token, "/api/v1/members"), 200);
    ck_assert_int_eq(program_run(&p, NULL, "token", "list", NULL), 0);
    ck_assert_ptr_nonnull(strstr(p.out.p, "\tmáy\tviewer\tD\t"));
    ck_assert_ptr_nonnull(strstr(p.out.p, "active"));
    ck_assert_ptr_null(strstr(p.out.p, token));
    sscanf(p.out.p, "%19[0-9]", id);
    ck_assert_int_eq(program_run(&p, NULL, "token", "revoke", "--id", id, NULL), 0);
    ck_assert_int_eq(harness_token_status(&p.at, token, "/api/v1/members"), 401);
    ck_assert_int_eq(program_run(&p, NULL, "token", "list", NULL), 0);
    ck_assert_ptr_nonnull(strstr(p.out.p, "revoked"));
    ck_assert_int_eq(program_run(&p, NULL, "token", "revoke", "--id", "999", NULL), 1);
    ck_assert_int_eq(program_run(&p, NULL, "token", "add", "--name", "x", "--role", "viewer",
                                 "--org", "NOWHERE", NULL),
                     1);
    ck_assert_int_eq(program_run(&p, NULL, "token", "add", "--name", "x", "--role", "viewer",
                                 "--org", "D", "--expires", "soon", NULL),
                     1);
    program_printed(&p, "");
    free(token);
}
END_TEST

START_TEST(user_of_the_command_line_logs_in_with_the_printed_code)
{
    serve_world();
    ck_assert_int_eq(program_run(&p, NULL, "user", "add", "--username", "binh", "--full-name",
                                 "Bình", "--role", "office", "--org", "D", NULL),
                     0);
    char *code = strndup(p.out.p, strcspn(p.out.p, "\n"));
    struct answer a = harness_log_in(&p.at, "binh", code);
    ck_status(a, 201);
    answer_free(&a);
    ck_assert_int_eq(program_run(&p, NULL, "user", "list", NULL), 0);
    ck_assert_ptr_nonnull(strstr(p.out.p, "binh\tBình\tactive\t"));
    ck_assert_int_eq(program_run(&p, NULL, "user", "add", "--username", "binh", "--full-name", "X",
                                 "--role", "office", "--org", "D", NULL),
                     1);
    ck_assert_int_eq(program_run(&p, NULL, "user", "reset", "--username", "binh", NULL), 0);
    a = harness_log_in(&p.at, "binh", code);
    ck_status(a, 401);
    answer_free(&a);
    free(code);
    code = strndup(p.out.p, strcspn(p.out.p, "\n"));
    ck_assert_int_eq(program_run(&p, NULL, "user", "disable", "--username", "binh", NULL), 0);
    program_printed(&p, "");
    a = harness_log_in(&p.at, "binh", code);
    ck_status(a, 401);
    answer_free(&a);
    ck_assert_int_eq(program_run(&p, NULL, "user", "disable", "--username", "sep", NULL),
                     1); /* the last administrator */
    ck_assert_int_eq(program_run(&p, NULL, "user", "disable", "--username", "nobody", NULL), 1);
    a = harness_log_in(&p.at, "sep", "mot mat khau du dai");
    ck_status(a, 201);
    answer_free(&a);
    ck_assert_int_eq(program_run(&p, "ngan\n", "user", "add", "--username", "y", "--full-name", "Y",
                                 "--role", "office", "--org", "D", "--password-stdin", NULL),
                     1);
    free(code);
}
END_TEST

START_TEST(setup_code_of_the_command_line_sets_the_running_server_up)
{
    program_serve(&p, NULL, NULL);
    ck_assert_int_eq(program_run(&p, NULL, "setup-code", NULL), 0);
    char code[64];
    snprintf(code, sizeof code, "%.*s", (int)strcspn(p.out.p, "\n"), p.out.p);
    ck_assert_uint_eq(strlen(code), 19);
    ck_assert_str_eq(p.out.p + 19, "\n");
    struct answer a = harness_set_up(
        &p.at, code,
        ",\"organization\":{\"code\":\"P\",\"name\":\"Tỉnh\",\"kind\":\"province_party\"}");
    ck_status(a, 201);
    answer_free(&a);
    ck_assert_int_eq(program_run(&p, NULL, "setup-code", NULL), 1);
    program_printed(&p, "");
}
END_TEST

/* ---- data while it runs */

START_TEST(backup_export_and_check_are_carried_out_by_the_running_server)
{
    serve_world();
    char *token = add_token("office", "P");
    struct answer a = server_get(&p.at, token, "/api/v1/cells");
    char body[200];
    snprintf(body, sizeof body,
             "{\"full_name\":\"Lò Văn Mới\",\"cell_id\":%lld,\"admitted_on\":\"2020-01-01\"}",
             (long long)answer_int(&a, "items/0/id"));
    answer_free(&a);
    a = server_send(&p.at, token, "POST", "/api/v1/members", 0, body);
    ck_status(a, 201);
    answer_free(&a);
    ck_assert_int_eq(program_run(&p, NULL, "export", "members", "-", NULL), 0);
    ck_assert_ptr_nonnull(strstr(p.out.p, "Lò Văn Mới"));
    char *streamed = strdup(p.out.p);
    ck_assert_int_eq(program_run(&p, NULL, "export", "members", "m.csv", NULL),
                     0); /* relative to where the command was given */
    program_printed(&p, "");
    size_t n;
    char *filed = program_read_file(&p, "m.csv", &n);
    ck_assert_str_eq(filed, streamed);
    ck_assert_int_eq(program_run(&p, NULL, "check", NULL), 0);
    program_printed(&p, "");
    ck_assert_int_eq(program_run(&p, NULL, "backup", "b.db", NULL), 0);
    ck_assert_int_eq(program_end(&p, SIGTERM), 0);
    snprintf(p.data, sizeof p.data, "%s/other", p.dir);
    ck_assert_int_eq(program_run(&p, NULL, "restore", "b.db", NULL), 0);
    ck_assert_int_eq(program_run(&p, NULL, "export", "members", "-", NULL), 0);
    program_printed(&p, streamed);
    free(filed);
    free(streamed);
    free(token);
}
END_TEST

START_TEST(restored_store_refuses_the_feed_numbers_of_before)
{
    serve_world();
    char *token = add_token("office", "P");
    ck_assert_int_eq(program_run(&p, NULL, "backup", "b.db", NULL), 0);
    struct answer a = server_get(&p.at, token, "/api/v1/changes?limit=500");
    char path[200];
    snprintf(path, sizeof path, "/api/v1/changes?after=%s", answer_text(&a, "next_after"));
    answer_free(&a);
    ck_assert_int_eq(harness_token_status(&p.at, token, path), 200);
    ck_assert_int_eq(program_end(&p, SIGTERM), 0);
    ck_assert_int_eq(program_run(&p, NULL, "restore", "b.db", NULL), 0);
    program_serve(&p, NULL, NULL);
    ck_assert_int_eq(harness_token_status(&p.at, token, path), 410);
    free(token);
}
END_TEST

HARNESS_MAIN("command_server", 60, start, stop,
             serve_prints_where_it_listens_and_the_setup_link_and_nothing_else,
             serve_shows_no_setup_link_once_there_is_an_administrator,
             serve_without_tls_stays_on_loopback, cookie_is_secure_behind_a_proxy_that_speaks_tls,
             second_server_and_writing_commands_end_with_75, tls_init_needs_no_lock,
             isolated_server_has_no_feed, demo_server_fills_an_empty_store_with_invented_people,
             token_of_the_command_line_works_at_once_until_it_is_revoked,
             user_of_the_command_line_logs_in_with_the_printed_code,
             setup_code_of_the_command_line_sets_the_running_server_up,
             backup_export_and_check_are_carried_out_by_the_running_server,
             restored_store_refuses_the_feed_numbers_of_before)
