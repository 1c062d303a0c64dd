using System.Text;
using Microsoft.AspNetCore.Components.Forms;

namespace HybridAdmin.Components.Tests.Migration;

/// <summary>A file of the browser that arrives when the test releases it.</summary>
internal sealed class SlowFile(string name, string text) : IBrowserFile
{
    private readonly TaskCompletionSource arrived = new();

    public string Name => name;

    public DateTimeOffset LastModified => default;

    public long Size => Encoding.UTF8.GetByteCount(text);

    public string ContentType => "text/csv";

    public void Arrive() => arrived.SetResult();

    /// <summary>Breaks the read: the file was deleted, or the connection was lost.</summary>
    public void Break() => arrived.SetException(new IOException("The file could not be read."));

    public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) =>
        new Arriving(Encoding.UTF8.GetBytes(text), arrived.Task, cancellationToken);

    private sealed class Arriving(byte[] bytes, Task arrived, CancellationToken opened) : MemoryStream(bytes)
    {
        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await arrived.WaitAsync(opened);
            await base.CopyToAsync(destination, bufferSize, cancellationToken);
        }
    }
}
