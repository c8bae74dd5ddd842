/** The environment for programs of administrators (runuser, mkfs): they lie where an ordinary PATH does not look. */
export const ADMIN_ENV = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` }
