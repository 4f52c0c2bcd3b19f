import Foundation
import SluiceCodecs
import SluiceCore
import SluiceTestSupport

/// A source that gives at most `step` bytes at a time and may fail.
final class DribblingSource: ByteSource {
  private let bytes: [UInt8]
  private let step: Int
  private let failure: Int?
  private var position = 0

  /// A source of `bytes` that fails once `failure` bytes are read.
  init(_ bytes: [UInt8], step: Int = 7, failingAt failure: Int? = nil) {
    self.bytes = bytes
    self.step = step
    self.failure = failure
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int {
    if let failure, position >= failure { throw SluiceError(.inputOutput, "the disk is gone") }
    let count = min(buffer.count, step, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

extension ByteSource {
  /// All bytes before the end or the error, read `step` at a time.
  func all(step: Int = 4096) -> (bytes: [UInt8], error: SluiceError?) {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: step)
    do throws(SluiceError) {
      while true {
        var failure: SluiceError?
        let count = block.withUnsafeMutableBytes { buffer in
          do throws(SluiceError) {
            return try read(into: buffer)
          } catch {
            failure = error
            return 0
          }
        }
        if let failure { throw failure }
        if count == 0 { return (bytes, nil) }
        bytes += block.prefix(count)
      }
    } catch {
      return (bytes, error)
    }
  }
}

/// Files made by Python's standard library, once for all tests.
enum PythonFiles {
  /// 20,000 bytes of lines that compress.
  static let text = Array((0..<1000).map { "line \($0 * 7919 % 1000) \u{e4}\n" }.joined().utf8)

  /// Contents by name; empty where there is no Python.
  static let files: [String: [UInt8]] = {
    do {
      let folder = try TemporaryFolder()
      try folder.write(text, to: "text")
      guard try Python.run(script, in: folder.url, for: "compressed files") != nil else { return [:] }
      return try Dictionary(
        uniqueKeysWithValues: folder.names.map {
          ($0, [UInt8](try Data(contentsOf: folder.url.appending(path: $0))))
        })
    } catch {
      fatalError("cannot make test files: \(error)")
    }
  }()

  private static let script = """
    import bz2, gzip, io, lzma, struct, tarfile, zipfile, zlib
    text = open('text', 'rb').read()
    def put(name, data):
        with open(name, 'wb') as file: file.write(data)
    half = len(text) // 2
    codecs = {'gz': lambda b: gzip.compress(b, 6, mtime=0), 'xz': lzma.compress, 'bz2': bz2.compress}
    for name, code in codecs.items():
        put('one.' + name, code(text))
        put('two.' + name, code(text[:half]) + code(text[half:]))
        put('many.' + name, b''.join(code(text[i:i + 997]) for i in range(0, len(text), 997)))
        put('empty.' + name, code(b''))
    put('named.gz', b'\\x1f\\x8b\\x08\\x1c' + b'\\0' * 6 + struct.pack('<H', 3) + b'abc' + b'name\\0comment\\0'
        + gzip.compress(text, mtime=0)[10:])
    head = b'\\x1f\\x8b\\x08\\x1e' + b'\\0' * 6 + struct.pack('<H', 3) + b'abc' + b'name\\0comment\\0'
    put('checked.gz', head + struct.pack('<H', zlib.crc32(head) & 0xffff) + gzip.compress(text, mtime=0)[10:])
    put('padded.gz', gzip.compress(text, mtime=0) + b'\\0' * 700)

    def tar(format, **options):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode='w', format=format) as archive:
            def add(name, data=b'', kind=tarfile.REGTYPE, link=''):
                info = tarfile.TarInfo(name)
                info.size = len(data); info.type = kind; info.linkname = link
                archive.addfile(info, io.BytesIO(data))
            add('folder', kind=tarfile.DIRTYPE)
            add('folder/a.txt', text)
            add('link', kind=tarfile.SYMTYPE, link='/etc/passwd')
            add('hard', kind=tarfile.LNKTYPE, link='folder/a.txt')
            add('device', kind=tarfile.CHRTYPE)
            add('../../etc/b.txt', b'outside')
            add('/absolute/' + 'x' * 150 + '/\\u00fc.txt', b'')
            add('last.txt', text[:1000])
        return out.getvalue()
    put('pax.tar', tar(tarfile.PAX_FORMAT))
    put('gnu.tar', tar(tarfile.GNU_FORMAT))
    for name, code in codecs.items():
        put('pax.tar.' + name, code(tar(tarfile.PAX_FORMAT)))

    def zipped(method, stream=False):
        class Out(io.BytesIO):
            def seekable(self): return not stream
            def tell(self):
                if stream: raise OSError
                return super().tell()
            def seek(self, *a):
                if stream: raise OSError
                return super().seek(*a)
        out = Out()
        with zipfile.ZipFile(out, 'w', method) as archive:
            archive.writestr('folder/', b'')
            archive.writestr('folder/a.txt', text)
            archive.writestr('../\\u00fc.txt', b'outside')
            link = zipfile.ZipInfo('link'); link.create_system = 3; link.external_attr = 0o120777 << 16
            archive.writestr(link, '/etc/passwd')
            archive.writestr('last.txt', text[:1000])
        return out.getvalue()
    put('stored.zip', zipped(zipfile.ZIP_STORED))
    put('deflated.zip', zipped(zipfile.ZIP_DEFLATED))
    put('streamed.zip', zipped(zipfile.ZIP_DEFLATED, True))
    put('lzma.zip', zipped(zipfile.ZIP_LZMA))
    empty = io.BytesIO(); zipfile.ZipFile(empty, 'w').close(); put('empty.zip', empty.getvalue())
    empty = io.BytesIO(); tarfile.open(fileobj=empty, mode='w').close(); put('empty.tar', empty.getvalue())
    """
}
