/*
 * Loaded before the C library (LD_PRELOAD): lets the k-th call that reads, writes, syncs or names something below one folder fail.
 * Whoever opens "/faulty-disk/arm/K/ERRNO/HOW/FOLDER" sets it: HOW is "once", or "on" when every later one fails too.
 * "/faulty-disk/disarm" ends it, between "/faulty-disk/pause" and "/faulty-disk/resume" nothing fails or counts. All of these opens fail with
 * ENOENT, and that of "/faulty-disk/reached" with EEXIST when a call was made to fail.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static long left;   /* calls until the one that fails; 0: it has been */
static int number;  /* the errno; 0: disarmed */
static int lasting; /* whether later calls fail too */
static int reached;
static int paused;

static int below(const char *path) {
  size_t length = strlen(folder);
  return length > 0 && path && strncmp(path, folder, length) == 0;
}

static int below_fd(int fd) {
  char name[64], path[PATH_MAX];
  if (number == 0) return 0;
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(name, path, sizeof path - 1);
  if (size < 0) return 0;
  path[size] = 0;
  return below(path);
}

/* 1 when this call shall fail; errno is set then. */
static int fails(int concerns) {
  int wrong = 0;
  if (!concerns) return 0;
  pthread_mutex_lock(&lock);
  if (number != 0 && !paused) {
    if (left > 0) {
      left--;
      if (left == 0) wrong = 1;
    } else if (lasting) {
      wrong = 1;
    }
    if (wrong) reached = 1;
  }
  int why = number;
  pthread_mutex_unlock(&lock);
  if (wrong) errno = why;
  return wrong;
}

static int order(const char *path) {
  if (!path || strncmp(path, "/faulty-disk/", 13) != 0) return 0;
  char how[16];
  long k;
  int why, at = 0, known = 0;
  pthread_mutex_lock(&lock);
  if (sscanf(path, "/faulty-disk/arm/%ld/%d/%15[^/]%n", &k, &why, how, &at) == 3) {
    snprintf(folder, sizeof folder, "%s", path + at);
    left = k;
    number = why;
    lasting = strcmp(how, "on") == 0;
    reached = 0;
    paused = 0;
  } else if (strcmp(path, "/faulty-disk/disarm") == 0) {
    number = 0;
  } else if (strcmp(path, "/faulty-disk/pause") == 0) {
    paused = 1;
  } else if (strcmp(path, "/faulty-disk/resume") == 0) {
    paused = 0;
  } else {
    known = reached;
  }
  pthread_mutex_unlock(&lock);
  errno = known ? EEXIST : ENOENT;
  return 1;
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
      va_list more; \
      va_start(more, flags); \
      mode = va_arg(more, int); \
      va_end(more); \
    } \
    if (order(path)) return -1; \
    REAL(int, name, const char *, int, ...); \
    return fails(below(path)) ? -1 : real(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

int openat(int at, const char *path, int flags, ...) {
  mode_t mode = 0;
  if (flags & (O_CREAT | O_TMPFILE)) {
    va_list more;
    va_start(more, flags);
    mode = va_arg(more, int);
    va_end(more);
  }
  REAL(int, openat, int, const char *, int, ...);
  return fails(below(path)) ? -1 : real(at, path, flags, mode);
}

#define ON_FD(type, name, parameters, arguments) \
  type name parameters { \
    static type(*real) parameters; \
    if (!real) real = (type(*) parameters)dlsym(RTLD_NEXT, #name); \
    return fails(below_fd(fd)) ? -1 : real arguments; \
  }
ON_FD(ssize_t, read, (int fd, void *to, size_t size), (fd, to, size))
ON_FD(ssize_t, pread, (int fd, void *to, size_t size, off_t at), (fd, to, size, at))
ON_FD(ssize_t, pread64, (int fd, void *to, size_t size, off64_t at), (fd, to, size, at))
ON_FD(int, fsync, (int fd), (fd))
ON_FD(int, fdatasync, (int fd), (fd))
ON_FD(int, ftruncate, (int fd, off_t size), (fd, size))
ON_FD(int, ftruncate64, (int fd, off64_t size), (fd, size))
ON_FD(ssize_t, writev, (int fd, const struct iovec *from, int count), (fd, from, count))
ON_FD(ssize_t, pwritev, (int fd, const struct iovec *from, int count, off_t at), (fd, from, count, at))
ON_FD(ssize_t, pwritev64, (int fd, const struct iovec *from, int count, off64_t at), (fd, from, count, at))

/* A full disk takes half of what it is given, and nothing of the next. */
#define HALF(name, parameters, whole, half) \
  ssize_t name parameters { \
    static ssize_t(*real) parameters; \
    if (!real) real = (ssize_t(*) parameters)dlsym(RTLD_NEXT, #name); \
    int first = left == 1; \
    if (!fails(below_fd(fd))) return real whole; \
    if (first && lasting && errno == ENOSPC && size > 1) return real half; \
    return -1; \
  }
HALF(write, (int fd, const void *from, size_t size), (fd, from, size), (fd, from, size / 2))
HALF(pwrite, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at), (fd, from, size / 2, at))
HALF(pwrite64, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at), (fd, from, size / 2, at))

#define ON_PATH(name, parameters, arguments, path) \
  int name parameters { \
    static int(*real) parameters; \
    if (!real) real = (int(*) parameters)dlsym(RTLD_NEXT, #name); \
    return fails(number != 0 && below(path)) ? -1 : real arguments; \
  }
ON_PATH(rename, (const char *from, const char *to), (from, to), to)
ON_PATH(link, (const char *from, const char *to), (from, to), to)
ON_PATH(unlink, (const char *path), (path), path)
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode), path)
ON_PATH(rmdir, (const char *path), (path), path)
