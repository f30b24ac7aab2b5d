/** Signing many papers at once, and what a key asks its holder for. */
export const signingPages = {
  pin: 'Mã PIN của thiết bị ký',
  pinHint: 'Dùng một lần cho lần ký này, không được lưu.',
  code: 'Mã xác nhận',
  codeHint: 'Mã dùng một lần trên điện thoại hoặc ứng dụng ký của bạn.',

  many: (count: string) => `Ký nhiều văn bản (${count})`,
  manySeals: (count: string) => `Lấy số nhiều văn bản (${count})`,
  title: { sign: 'Ký nhiều văn bản', number: 'Lấy số, đóng dấu nhiều văn bản' },
  lead: {
    sign: 'Mỗi lần tối đa 100 văn bản. Mở xem từng văn bản, bỏ chọn văn bản chưa muốn ký; bấm ký là ký đúng bản đang trình.',
    number:
      'Mỗi lần tối đa 100 văn bản. Số được lấy theo thứ tự dưới đây, liền nhau, không sót; mỗi văn bản đóng dấu xong là phát hành.',
  },
  agencies: 'Cơ quan đóng dấu',
  choose: 'Văn bản chờ ký',
  chooseSeal: 'Văn bản chờ lấy số',
  look: 'Xem',
  lookAt: (title: string) => `Xem ${title}`,
  outcomeOf: (name: string, code: string) => `${name}, hồ sơ ${code}`,
  drafter: (name: string) => `Soạn: ${name}`,
  applicant: (name: string) => `Người nộp: ${name}`,
  urgencies: ['', 'Khẩn', 'Thượng khẩn', 'Hỏa tốc'],
  none: { sign: 'Không có văn bản nào chờ ký', number: 'Không có văn bản nào chờ lấy số' },
  noneText: 'Văn bản mới được trình sẽ hiện ở đây.',
  noKey: 'Chưa có khóa ký số còn hiệu lực nên chưa ký được. Báo quản trị cấp khóa.',
  noSeal: 'Cơ quan chưa có khóa con dấu còn hiệu lực nên chưa đóng dấu được. Báo quản trị cấp khóa.',
  key: (serial: string, until: string) => `Chứng thư số hiệu ${serial}, hết hạn ${until}.`,
  ask: { sign: 'Ký các văn bản đã chọn', number: 'Lấy số và đóng dấu các văn bản đã chọn' },
  asks: {
    sign: 'Chữ ký số có giá trị như chữ ký tay của bạn trên từng văn bản đã chọn.',
    number: 'Số lấy rồi không trả lại được; văn bản được phát hành ngay.',
  },
  confirm: { sign: 'Đồng ý, ký', number: 'Đồng ý, lấy số và đóng dấu' },

  running: 'Đang ký',
  runningText: 'Trang tự cập nhật. Có thể đóng trang này, việc ký vẫn tiếp tục.',
  done: 'Đã xong',
  stopped: 'Việc ký đã dừng giữa chừng',
  cutOff: 'Việc ký bị ngắt. Văn bản đã ký giữ nguyên; ký tiếp các văn bản còn lại.',
  progress: (done: number, all: number) => `${done}/${all} văn bản`,
  counts: (signed: number, refused: number, waiting: number) =>
    [
      `Đã ký ${signed}`,
      ...(refused > 0 ? [`không ký được ${refused}`] : []),
      ...(waiting > 0 ? [`còn ${waiting}`] : []),
    ].join(', '),
  result: 'Kết quả từng văn bản',
  states: { waiting: 'Chờ', signed: 'Đã ký', refused: 'Chưa ký' },
  goOn: (count: number) => `Ký tiếp ${count} văn bản`,
  refresh: 'Cập nhật',
  back: { sign: 'Về danh sách chờ ký', number: 'Về danh sách chờ lấy số' },
  otherReason: 'Văn bản không ký được; mở văn bản để xem.',

  refusals: {
    'batch.not-permitted': 'Bạn không có quyền ký các văn bản này.',
    'batch.empty': 'Chọn ít nhất một văn bản.',
    'batch.too-many': 'Mỗi lần ký tối đa 100 văn bản.',
    'batch.doubled': 'Có văn bản được chọn hai lần.',
    'batch.not-found': 'Không có lần ký này.',
    'batch.running': 'Lần ký này đang chạy. Đợi xong rồi ký tiếp.',
  },
}
