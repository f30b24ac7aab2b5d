/** The ten national statuses: their official names, and the same in everyday words for the person who filed. */
export const statuses = {
  official: {
    1: 'Mới đăng ký',
    2: 'Được tiếp nhận',
    3: 'Không được tiếp nhận',
    4: 'Đang xử lý',
    5: 'Yêu cầu bổ sung giấy tờ',
    6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
    7: 'Công dân yêu cầu rút hồ sơ',
    8: 'Dừng xử lý',
    9: 'Đã xử lý xong',
    10: 'Đã trả kết quả',
  },
  plain: {
    1: 'Đã nộp. Cán bộ đang xem hồ sơ của bạn.',
    2: 'Hồ sơ của bạn đã được nhận.',
    3: 'Hồ sơ chưa được nhận. Mời bạn xem lý do.',
    4: 'Hồ sơ đang được giải quyết.',
    5: 'Bạn cần gửi thêm giấy tờ.',
    6: 'Bạn cần nộp tiền để hồ sơ đi tiếp.',
    7: 'Bạn đã xin rút hồ sơ.',
    8: 'Hồ sơ đã dừng. Mời bạn xem lý do.',
    9: 'Đã có kết quả. Mời bạn nhận.',
    10: 'Bạn đã nhận kết quả.',
  },
}
