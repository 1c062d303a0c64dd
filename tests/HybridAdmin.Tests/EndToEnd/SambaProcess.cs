using System.Runtime.InteropServices;
using HybridAdmin.Testing.ActiveDirectory;

namespace HybridAdmin.Tests.EndToEnd;

/// <summary>The one process of a test domain controller, to be frozen as by a machine that hangs. Thawed in the end, so that it can be stopped.</summary>
internal sealed class SambaProcess : IDisposable
{
    private const int Continue = 18;
    private const int Stop = 19;

    private readonly int id;

    private SambaProcess(int id) => this.id = id;

    /// <summary>Found by its own configuration file, so that no other server is meant.</summary>
    public static SambaProcess Of(SambaDomainController controller)
    {
        var settings = Path.Combine(controller.Folder, "etc", "smb.conf");
        var id = Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(n => int.TryParse(n, out _))
            .Select(n => int.Parse(n!, System.Globalization.CultureInfo.InvariantCulture))
            .Where(p => Arguments(p) is ["/usr/sbin/samba", ..] arguments && arguments.Contains(settings))
            .Min();
        return new SambaProcess(id);
    }

    public void Freeze() => Assert.Equal(0, Kill(id, Stop));

    public void Thaw() => Kill(id, Continue);

    public void Dispose() => Thaw();

    private static string[] Arguments(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return []; // has ended
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
