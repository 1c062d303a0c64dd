using System.Globalization;
using System.Runtime.InteropServices;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>
/// The processes of a test domain controller, which can be frozen to simulate a machine that hangs. Resumed at the end,
/// so that they can be stopped.
/// </summary>
internal sealed class SambaProcess : IDisposable
{
    private const int Continue = 18;
    private const int Stop = 19;

    private readonly int[] ids;

    private SambaProcess(int[] ids) => this.ids = ids;

    /// <summary>
    /// Finds the processes by their log file, which is their output, so that no other server is affected.
    /// </summary>
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
            return null; // has ended, or belongs to another user
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
