/* Tables as downloads: CSV or a sheet, written to an unlinked file of the data folder. */
#ifndef CHIBO_API_TABLE_FILE_H
#define CHIBO_API_TABLE_FILE_H

#include "api/call.h"
#include "api/spool.h"
#include "base/table.h"

#define XLSX_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

struct table_file {
    struct table *table;
    struct spool spool;
    char *path; /* of a sheet while it is written */
    const char *name;
};

/* In the format that c asks for. name: of the download, without its ending; header=labels puts
   titles into CSV. false: nothing could be opened. */
bool table_file_open(struct table_file *f, struct call *c, const char *name, const char *title);
/* Ends the table: e OK makes it the answer of c, anything else drops it. */
enum err table_file_done(struct table_file *f, struct call *c, enum err e);

#endif
