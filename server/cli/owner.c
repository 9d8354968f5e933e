/* Whom a command run as root becomes: the owner of the data folder. */
#include "cli/owner.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool owner_become(const char *data)
{
    struct stat st;
    if (geteuid() != 0 || stat(data, &st) != 0 || st.st_uid == 0)
        return true;
    /* An owner without a name, as in a container's volume, has no groups of its own. */
    const struct passwd *user = getpwuid(st.st_uid);
    int groups = user != NULL ? initgroups(user->pw_name, user->pw_gid) : setgroups(0, NULL);
    gid_t group = user != NULL ? user->pw_gid : st.st_gid;
    if (groups == 0 && setgid(group) == 0 && setuid(st.st_uid) == 0)
        return true;
    fprintf(stderr, "chibo: cannot become the owner of %s: %s\n", data, strerror(errno));
    return false;
}
