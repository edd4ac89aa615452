// Sets a password by a one-time link: that of the first account, of an invitation, or after a reset. The secret stands
// behind the #, which no server sees.
import { ask, german, signIn } from './ask.js';

const words = german
  ? {
      setup: 'Richten Sie das erste Konto ein. Es darf alles, auch weitere einladen.',
      invitation: 'Willkommen! Legen Sie ein Passwort für Ihr Konto fest.',
      reset: 'Legen Sie ein neues Passwort fest.',
      differ: 'Die beiden Passwörter sind verschieden.',
      lost: 'Dem Link fehlt ein Teil. Öffnen Sie ihn so, wie Sie ihn bekommen haben.',
    }
  : {
      setup: 'Set up the first account. It may do everything, and invite others.',
      invitation: 'Welcome! Set a password for your account.',
      reset: 'Set a new password.',
      differ: 'The two passwords differ.',
      lost: 'A part of the link is missing. Open it as it was given to you.',
    };
const english = {
  email: 'E-mail address', name: 'Name', password: 'Password', again: 'Repeat the password',
  rule: 'At least 12 characters; a phrase of some words is good.', send: 'Set and sign in',
};
const setPassword = `mutation SetPassword($token: String!, $password: String!, $name: String, $email: String) @view {
  setPassword(token: $token, password: $password, name: $name, email: $email) {
    account { email }
    errors { code message path }
  }
}`;

const [form, lead, email, name, password, again, alert, send] = [
  'form', 'lead', 'email', 'name', 'password', 'again', 'alert', 'send',
].map((id) => document.getElementById(id));
const purpose = new URLSearchParams(location.search).get('for') ?? 'setup';

if (!german) {
  document.documentElement.lang = 'en';
  for (const [id, text] of Object.entries(english)) {
    (document.querySelector(`label[for=${id}]`) ?? document.getElementById(id)).textContent = text;
  }
}
lead.textContent = words[purpose] ?? words.reset;
for (const field of document.querySelectorAll('[data-for]')) {
  field.hidden = !field.dataset.for.split(' ').includes(purpose);
  field.querySelector('input').disabled = field.hidden; // and so not required
}
name.required = purpose === 'setup';
if (location.hash.length < 2) {
  alert.textContent = words.lost;
  send.disabled = true;
}

async function submit() {
  if (password.value !== again.value) {
    again.focus();
    throw new Error(words.differ);
  }
  const { setPassword: answer } = await ask(setPassword, {
    token: location.hash.slice(1),
    password: password.value,
    name: name.disabled ? null : name.value,
    email: email.disabled ? null : email.value,
  });
  if (answer.errors.length > 0) {
    document.getElementById(answer.errors[0].path.at(-1))?.focus();
    throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  }
  await ask(signIn, { email: answer.account.email, password: password.value });
  location.replace('/');
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (send.ariaDisabled === 'true') {
    return;
  }
  send.ariaDisabled = 'true';
  alert.textContent = '';
  try {
    await submit();
  } catch (error) {
    alert.textContent = error.message;
  } finally {
    send.ariaDisabled = 'false';
  }
});
