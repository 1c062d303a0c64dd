using System.DirectoryServices.Protocols;
using System.Reflection;
using System.Runtime.InteropServices;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Sets options of libldap that System.DirectoryServices.Protocols does not offer, per connection and not for the
/// process: the CA file (its TrustedCertificatesDirectory requires a folder with OpenSSL's hashed names), a mandatory
/// valid certificate whatever the machine's ldap.conf says, time-outs for connecting and binding, and the result code
/// of a refused bind.
/// </summary>
internal static class LibLdap
{
    private const string Name = "libldap";
    private const int OptRestart = 0x0009,
        OptTimeout = 0x5002,
        OptNetworkTimeout = 0x5005,
        OptUri = 0x5006,
        OptResultCode = 0x31;
    private const int OptCaFile = 0x6002,
        OptRequireCertificate = 0x6006,
        OptProtocolMin = 0x6007,
        OptNewContext = 0x600f;
    private const int OptKeepAliveIdle = 0x6300,
        OptKeepAliveProbes = 0x6301,
        OptKeepAliveInterval = 0x6302;
    private const int Demand = 1,
        Tls12 = 0x303;

    // The native handle is not public. The package's version is pinned; the first test fails if a version lacks this
    // field.
    private static readonly FieldInfo HandleField =
        typeof(LdapConnection).GetField("_ldapHandle", BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new NotSupportedException(
            "This version of System.DirectoryServices.Protocols hides its LDAP handle elsewhere."
        );

    static LibLdap() =>
        NativeLibrary.SetDllImportResolver(typeof(LibLdap).Assembly, static (name, _, _) => name == Name ? Load() : 0);

    /// <summary>Sets time-outs, rounded up to whole seconds, keep-alive, and restarting after a signal.</summary>
    public static void SetTimeouts(LdapConnection connection, TimeSpan connect, TimeSpan operation)
    {
        // Any signal of the process (a child that ended, a resized console) may interrupt a thread that waits for an
        // answer. Without this option libldap reports "server down", and the outcome of a write is unknown.
        SetNumber(connection, OptRestart, 1);
        Check(SetOption(Handle(connection), OptNetworkTimeout, TimeValue(connect)), OptNetworkTimeout);
        Check(SetOption(Handle(connection), OptTimeout, TimeValue(operation)), OptTimeout);

        // Without keep-alive, a peer that vanished would block a thread for ever. Old versions refuse these options;
        // the defaults then apply.
        foreach (
            var (option, seconds) in ((int, int)[])
                [(OptKeepAliveIdle, 30), (OptKeepAliveProbes, 3), (OptKeepAliveInterval, 10)]
        )
        {
            var value = seconds;
            _ = SetOption(Handle(connection), option, ref value);
        }
    }

    /// <summary>
    /// Trusts only the certificates of this file (null: libldap's default) and requires a valid certificate.
    /// </summary>
    public static void SetTrust(LdapConnection connection, string? certificateFile)
    {
        SetNumber(connection, OptRequireCertificate, Demand);
        SetNumber(connection, OptProtocolMin, Tls12);
        if (certificateFile is not null)
            Check(SetOption(Handle(connection), OptCaFile, certificateFile), OptCaFile);
        SetNumber(connection, OptNewContext, 0);
    }

    /// <summary>
    /// Sets the server address early: the package sets it when it binds, which is too late for StartTLS.
    /// </summary>
    public static void SetAddress(LdapConnection connection, ServerAddress server)
    {
        var host = server.Host.Contains(':', StringComparison.Ordinal) ? $"[{server.Host}]" : server.Host;
        var uri = $"{(server.IsLdaps ? "ldaps" : "ldap")}://{host}:{server.Port}";
        Check(SetOption(Handle(connection), OptUri, uri), OptUri);
    }

    /// <summary>The result code of the last operation.</summary>
    public static int ResultCode(LdapConnection connection)
    {
        var value = 0;
        return GetOption(Handle(connection), OptResultCode, ref value) == 0 ? value : -1;
    }

    private static SafeHandle Handle(LdapConnection connection) => (SafeHandle)HandleField.GetValue(connection)!;

    // struct timeval
    private static nint[] TimeValue(TimeSpan time) => [(nint)Math.Max(1, Math.Ceiling(time.TotalSeconds)), 0];

    private static void SetNumber(LdapConnection connection, int option, int value) =>
        Check(SetOption(Handle(connection), option, ref value), option);

    private static void Check(int result, int option)
    {
        // Without the option, the trust or time-outs would differ from the configured ones.
        if (result != 0)
            throw new NotSupportedException($"libldap refused option 0x{option:x} ({result}).");
    }

    /// <summary>Loads the library that the package has loaded: it tries the same names in the same order.</summary>
    private static nint Load()
    {
        foreach (
            var name in (string[])
                ["libldap.so.2", "libldap-2.6.so.0", "libldap-2.5.so.0", "libldap-2.4.so.2", "libldap.dylib"]
        )
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return library;
        }

        throw new DllNotFoundException("libldap was not found; on Debian 12 it is in the package libldap-2.5-0.");
    }

    [DllImport(Name, EntryPoint = "ldap_set_option")]
    private static extern int SetOption(SafeHandle connection, int option, ref int value);

    [DllImport(Name, EntryPoint = "ldap_set_option")]
    private static extern int SetOption(SafeHandle connection, int option, nint[] value);

    [DllImport(Name, EntryPoint = "ldap_set_option", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetOption(
        SafeHandle connection,
        int option,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string value
    );

    [DllImport(Name, EntryPoint = "ldap_get_option")]
    private static extern int GetOption(SafeHandle connection, int option, ref int value);
}
