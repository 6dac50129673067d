/** Coming in: the one-time link, signing in, recovery. */
export const signIn = {
  'signIn.title': 'Sign in',
  'signIn.name': 'Name',
  'signIn.password': 'Password',
  'signIn.password.hint':
    'At least 12 characters. Four words that do not belong together are easier to keep than signs.',
  'signIn.password.short': 'The password needs at least 12 characters.',
  'signIn.password.again': 'Password again',
  'signIn.password.differs': 'The two passwords are not alike.',
  'signIn.name.missing': 'A name is needed; it stands beside what you do.',
  'signIn.name.hint': 'As colleagues know you. It stands beside each judgement and each entry of the log.',
  'signIn.withPassword': 'Sign in with password',
  'signIn.withPasskey': 'Sign in with a passkey',
  'signIn.withLink': 'Sign in with this link',
  'signIn.recover': 'Use a recovery code',
  'signIn.backToSignIn': 'Back to signing in',
  'signIn.unclaimed.title': 'This workspace has no owner yet',
  'signIn.unclaimed.text':
    'Open the link that was printed where Manumit was started. It works once, and whoever opens it becomes the owner.',
  'signIn.link.checking': 'Looking at the link…',
  'signIn.link.owner': 'Become the owner of this workspace',
  'signIn.link.invitation': 'You are invited as {role}',
  'signIn.link.signIn': 'Sign in as {name}',
  'signIn.link.until': 'The link works once, until {time}.',
  'signIn.makeWithPassword': 'Make the account',
  'signIn.makeWithPasskey': 'Make it with a passkey instead',
  'signIn.passkey.hint': 'A passkey stays on this device or security key; nothing is to be remembered.',
  'signIn.passkey.cancelled':
    'The browser made or used no passkey: it was cancelled, took too long, or this device has none.',
  'signIn.recover.title': 'Recover an account',
  'signIn.recover.text':
    'The recovery code sets a new password. It is used up by that, and a new one is shown.',
  'signIn.recover.code': 'Recovery code',
  'signIn.recover.newPassword': 'New password',
  'signIn.recover.submit': 'Set the password and sign in',
  'signIn.code.title': 'Your recovery code',
  'signIn.code.text':
    'Write it down and keep it apart from this machine. It is shown this once, and is the only way back in when password or passkey are lost.',
  'signIn.code.copy': 'Copy the code',
  'signIn.code.kept': 'I have kept it: go on',
  'signIn.working': 'One moment…',
} as const
