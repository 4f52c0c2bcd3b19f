internal import Glibc

/// Lets libarchive convert names as UTF-8 whatever the locale of the process, without touching that one.
@safe
internal final class UTF8Locale {
  private let locale: locale_t?

  internal init() { unsafe locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) }

  deinit {
    if let locale = unsafe locale { unsafe freelocale(locale) }
  }

  internal func with<Result>(_ body: () -> Result) -> Result {
    guard let locale = unsafe locale else { return body() }
    let before = unsafe uselocale(locale)
    defer { unsafe _ = uselocale(before) }
    return body()
  }
}
