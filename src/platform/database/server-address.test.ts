import { expect, test } from 'vitest'
import { parseServerAddress } from './server-address.ts'

test.each([
  [
    'postgresql://an:m%40t@db.example:6543/motcua',
    { host: 'db.example', port: 6543, user: 'an', password: 'm@t', database: 'motcua' },
  ],
  ['postgres://an@db/motcua?sslmode=require', { host: 'db', user: 'an', database: 'motcua', ssl: true }],
  ['postgresql://an@%2Frun%2Fpostgresql/motcua', { host: '/run/postgresql', user: 'an', database: 'motcua' }],
  ['postgresql:///motcua?host=/run/postgresql&user=an', { host: '/run/postgresql', user: 'an', database: 'motcua' }],
  ['postgresql://an@db', null],
  ['postgresql://db/motcua', null],
  ['mysql://an@db/motcua', null],
  ['db:5432', null],
  ['postgresql://an@db:port/motcua', null],
])('the address %s', (text, expected) => {
  expect(parseServerAddress(text)).toEqual(expected)
})
