-- Passwords are kept by Argon2id; those of before by scrypt until their holder signs in.
comment on table auth.account is 'How a user signs in; for passwords, the hash with the name of its kind and its cost, or a scrypt hash of before.';
