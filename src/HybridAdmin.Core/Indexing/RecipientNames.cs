using System.Collections.Concurrent;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Indexing;

/// <summary>A container that holds recipients.</summary>
internal sealed record RecipientContainer(DistinguishedName Dn, string Path, byte[] FoldedPath);

/// <summary>
/// Numbers for the containers and mail domains of one load, so that a row stores four bytes instead of a text. The
/// collection only grows; it is written under the index's lock and read by all threads. A number that is newer than a
/// reader's snapshot does not occur in its rows.
/// </summary>
internal sealed class RecipientNames
{
    private readonly Dictionary<string, int> containerTexts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<DistinguishedName, int> containerNumbers = [];
    private readonly ConcurrentDictionary<string, int> domainNumbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RecipientContainer> containers = [];
    private readonly List<string> domains = [];

    /// <summary>The containers by number, as of the last <see cref="Publish"/>.</summary>
    public RecipientContainer[] Containers { get; private set; } = [];

    /// <summary>The mail domains by number, in lower case, as of the last <see cref="Publish"/>.</summary>
    public string[] Domains { get; private set; } = [];

    /// <summary>The number of a mail domain, or -1. Can be called at any time.</summary>
    public int FindDomain(string domain) => domainNumbers.TryGetValue(domain, out var number) ? number : -1;

    public int Container(DistinguishedName dn)
    {
        // Parsing a DN is slow: it is done once for each spelling of a container's name.
        var text = ParentText(dn.ToString());
        if (containerTexts.TryGetValue(text, out var number))
            return number;
        var parent = dn.Parent ?? dn;
        if (!containerNumbers.TryGetValue(parent, out number))
        {
            number = containers.Count;
            var path = dn.ContainerPath;
            containers.Add(new RecipientContainer(parent, path, TextFolding.Fold(path)));
            containerNumbers.Add(parent, number);
        }

        containerTexts.Add(text, number);
        return number;
    }

    /// <summary>The number in this load of a container that another load numbered.</summary>
    public int Container(RecipientContainer container)
    {
        if (containerNumbers.TryGetValue(container.Dn, out var number))
            return number;
        number = containers.Count;
        containers.Add(container);
        containerNumbers.Add(container.Dn, number);
        return number;
    }

    public int Domain(string domain)
    {
        if (domainNumbers.TryGetValue(domain, out var number))
            return number;
        number = domains.Count;
        domains.Add(domain.ToLowerInvariant());
        domainNumbers[domain] = number;
        return number;
    }

    /// <summary>Creates the arrays for the next snapshot.</summary>
    public void Publish()
    {
        if (Containers.Length != containers.Count)
            Containers = containers.ToArray();
        if (Domains.Length != domains.Count)
            Domains = domains.ToArray();
    }

    private static string ParentText(string dn)
    {
        for (var i = 0; i < dn.Length; i++)
        {
            if (dn[i] == '\\')
                i++;
            else if (dn[i] is ',' or ';')
                return dn[(i + 1)..];
        }

        return string.Empty;
    }
}
