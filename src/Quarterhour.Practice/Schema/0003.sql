-- Version 3: accounts. Passwords and keys are hashes; second factors and recovery codes are sealed with keys that stand outside the database.

create table account (
  id text not null primary key,
  user_name text,
  normalized_user_name text unique,
  email text,
  normalized_email text,
  email_confirmed $flag not null,
  password_hash text,
  security_stamp text,
  concurrency_stamp text,
  phone_number text,
  phone_number_confirmed $flag not null,
  two_factor_enabled $flag not null,
  lockout_end $moment,
  lockout_enabled $flag not null,
  access_failed_count integer not null,
  name text not null,
  role text not null,
  facilities text not null,
  clinician text not null,
  made_at text not null,
  ended_at text
);

create table account_claim (
  id $id32,
  user_id text not null references account (id),
  claim_type text,
  claim_value text
);

create table account_login (
  login_provider text not null,
  provider_key text not null,
  provider_display_name text,
  user_id text not null references account (id),
  primary key (login_provider, provider_key)
);

create table account_token (
  user_id text not null references account (id),
  login_provider text not null,
  name text not null,
  value text,
  primary key (user_id, login_provider, name)
);

create table account_passkey (
  credential_id $bytes not null primary key,
  user_id text not null references account (id),
  data $json not null
);
create index account_passkey_user on account_passkey (user_id);

-- For programs: the secret is known to its holder alone.
create table api_key (
  id text not null primary key,
  account text not null references account (id),
  label text not null,
  scopes text not null,
  hash text not null,
  made_at text not null,
  used_on $day,
  ended_at text
);
create index api_key_account on api_key (account);
