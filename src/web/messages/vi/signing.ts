/** Why a document was not signed or sealed, and what to do. */
export const signing = {
  keyMissing: 'Chưa có khóa ký số còn hiệu lực. Báo quản trị cấp khóa.',
  keyPlaceClosed:
    'Khóa nằm trên thiết bị hoặc dịch vụ ký mà hệ thống này chưa nối tới. Báo quản trị thiết lập thiết bị ký.',
  keyUnavailable: 'Không nối được với thiết bị hoặc dịch vụ giữ khóa. Văn bản chưa ký; mời thử lại sau ít phút.',
  confirmationWrong: (triesLeft: number | undefined) =>
    triesLeft === undefined
      ? 'Mã PIN hoặc mã xác nhận không đúng. Văn bản chưa ký; mời nhập lại.'
      : `Mã PIN hoặc mã xác nhận không đúng; còn ${triesLeft} lần thử trước khi khóa bị chặn.`,
  confirmationExpired: 'Mã xác nhận đã hết thời hạn. Văn bản chưa ký; mời lấy mã mới rồi ký lại.',
  keyLocked: 'Khóa đã bị chặn vì nhập sai quá số lần. Liên hệ nơi cấp thiết bị ký để mở.',
  credentialRevoked: 'Nơi giữ khóa báo chứng thư đã bị thu hồi hoặc tạm dừng. Không ký bằng khóa này được nữa.',
  certificateExpired: (until: string) => `Chứng thư đã hết hạn lúc ${until}. Không ký được; báo quản trị gia hạn.`,
  certificateNotYetValid: (from: string) => `Chứng thư chưa có hiệu lực, đến ${from} mới dùng được.`,
  certificateRevoked: (since: string) =>
    `Chứng thư đã bị thu hồi từ ${since}. Không ký được; báo quản trị cấp khóa mới.`,
  certificateUntrusted: 'Chứng thư không do nơi mà tỉnh tin cậy cấp nên không dùng để ký được. Báo quản trị kiểm tra.',
  certificateUnchecked:
    'Chưa hỏi được nơi cấp xem chứng thư có bị thu hồi không, mà quy định của tỉnh là phải hỏi được. Mời thử lại sau.',
  certificateNotForSigning: 'Chứng thư này không được cấp để ký văn bản.',
  timeStampUnavailable: 'Chưa xin được dấu thời gian. Văn bản chưa ký; mời thử lại sau ít phút.',
  takenAlready: 'Văn bản đã có chữ ký, số hoặc ngày ở chỗ này rồi.',
  leaderMissing: 'Văn bản chưa có chữ ký của người có thẩm quyền nên chưa đóng dấu được.',
  pictureUnusable: 'Ảnh chữ ký không dùng được. Cần ảnh PNG nền trong suốt, không quá 4 triệu điểm ảnh.',
  textNotPrintable: 'Số hoặc ngày có ký tự không in được.',
  fileUnfit: (code: string) =>
    `Tệp văn bản không ký được (${code}). Chưa có gì thay đổi; mời lập lại văn bản hoặc báo quản trị.`,
}
