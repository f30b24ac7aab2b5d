import { describe, expect, it } from 'vitest'
import { openPool } from '#platform/database/connection.ts'
import { describeDatabaseFault } from './database-fault.ts'

const faultOf = async (host: string, port: number): Promise<unknown> => {
  const pool = openPool({ host, port, user: 'nobody', database: 'nothing' }, { max: 1 })
  try {
    return await pool.query('select 1')
  } catch (error) {
    return error
  } finally {
    await pool.end()
  }
}

describe('what the operator is told', () => {
  it('names the server when nothing listens there', async () => {
    expect(describeDatabaseFault(await faultOf('127.0.0.1', 1))).toContain('Không kết nối được cơ sở dữ liệu')
    expect(describeDatabaseFault(await faultOf('localhost', 1))).toContain('Không kết nối được cơ sở dữ liệu')
  })

  it('finds the reason behind a fault that was wrapped', () => {
    const cause = Object.assign(new Error('no'), { code: '28P01' })
    expect(describeDatabaseFault(new Error('migration failed', { cause }))).toContain('mật khẩu trong DATABASE_URL')
    const missing = Object.assign(new Error('no'), { code: '3D000' })
    expect(describeDatabaseFault(missing)).toContain('hãy tạo trước')
  })

  it('leaves every other fault alone', () => {
    const file = Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' })
    expect(describeDatabaseFault(file)).toBeNull()
    expect(describeDatabaseFault(new Error('other'))).toBeNull()
    expect(describeDatabaseFault('text')).toBeNull()
  })
})
