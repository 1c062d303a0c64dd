using System.Globalization;
using System.Runtime.InteropServices;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>
/// The processes of a test domain controller, to be frozen as by a machine that hangs. Thawed in the end, so that they
/// can be stopped.
/// </summary>
internal sealed class SambaProcess : IDisposable
{
    private const int Continue = 18;
    private const int Stop = 19;

    private readonly int[] ids;

    private SambaProcess(int[] ids) => this.ids = ids;

    /// <summary>Found by its own log file, which is their output, so that no other server is meant.</summary>
    public static SambaProcess Of(SambaDomainController controller)
    {
        var log = Path.Combine(controller.Folder, "samba.log");
        int[] ids =
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(Path.GetFileName)
                .Where(n => n!.All(char.IsAsciiDigit))
                .Select(n => int.Parse(n!, CultureInfo.InvariantCulture))
                .Where(p => OutputOf(p) == log),
        ];
        Assert.NotEmpty(ids);
        return new SambaProcess(ids);
    }

    public void Freeze() => Assert.All(ids, id => Assert.Equal(0, Kill(id, Stop)));

    public void Thaw() => Array.ForEach(ids, id => Kill(id, Continue));

    public void Dispose() => Thaw();

    private static string? OutputOf(int process)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{process}/fd/1", returnFinalTarget: false)?.FullName;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null; // has ended, or is somebody else's
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
