/** `Thủ tục đăng ký khai sinh` → `Đăng ký khai sinh`: in a list of procedures the first words say nothing. */
export const procedureTitle = (name: string): string => {
  const short = name.replace(/^Thủ tục\s+/u, '')
  return short.charAt(0).toLocaleUpperCase('vi') + short.slice(1)
}
