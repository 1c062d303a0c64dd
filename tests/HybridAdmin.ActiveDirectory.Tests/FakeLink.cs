using System.Text;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>A connection with the answers of a test.</summary>
internal sealed class FakeLink(Func<LdapQuery, LdapPage> search, Action<DirectoryModification>? modify = null)
    : ILdapLink
{
    private static readonly string[] RootNames =
    [
        "defaultNamingContext",
        "rootDomainNamingContext",
        "configurationNamingContext",
        "schemaNamingContext",
        "dsServiceName",
        "namingContexts",
    ];

    private int running;

    public int Queries { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>The rootDSE of a controller of DC=c,DC=example.</summary>
    public static LdapPage Root(string service = "CN=NTDS Settings,CN=DC1") =>
        Page(Entry("", [.. RootNames.Select(n => (n, new[] { n == "dsServiceName" ? service : "DC=c,DC=example" }))]));

    public static LdapPage Page(params LdapRawEntry[] entries) => new(entries, []);

    public static LdapRawEntry Entry(string dn, params (string Name, string[] Values)[] attributes) =>
        new(
            dn,
            [
                .. attributes.Select(a => new KeyValuePair<string, byte[][]>(
                    a.Name,
                    [.. a.Values.Select(Encoding.UTF8.GetBytes)]
                )),
            ]
        );

    public LdapPage Search(LdapQuery query) =>
        Alone(() =>
        {
            if (query.Base.Length == 0 && query.Attributes.Contains("dsServiceName"))
                return search(query) is { Entries.Count: > 0 } own ? own : Root();
            Queries++;
            return search(query);
        });

    public void Modify(DirectoryModification modification) =>
        Alone(() =>
        {
            modify!(modification);
            return true;
        });

    public void Dispose() => IsDisposed = true;

    private T Alone<T>(Func<T> action)
    {
        if (Interlocked.Exchange(ref running, 1) != 0)
            throw new InvalidOperationException("Two calls at once on one connection.");
        try
        {
            return action();
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }
}
