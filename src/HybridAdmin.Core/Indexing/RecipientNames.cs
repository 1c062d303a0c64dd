using System.Collections.Concurrent;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Indexing;

/// <summary>A container that holds recipients.</summary>
internal sealed record RecipientContainer(DistinguishedName Dn, string Path, byte[] FoldedPath);

/// <summary>
/// Numbers for the containers and mail domains of one load, so that a row keeps four bytes and not a text. Grows only;
/// written under the index's lock, read by everybody. A number that is younger than a reader's snapshot occurs in no
/// row of it.
/// </summary>
internal sealed class RecipientNames
{
    private readonly Dictionary<string, int> containerTexts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<DistinguishedName, int> containerNumbers = [];
    private readonly ConcurrentDictionary<string, int> domainNumbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RecipientContainer> containers = [];
    private readonly List<string> domains = [];

    /// <summary>By number, as of the last <see cref="Publish"/>.</summary>
    public RecipientContainer[] Containers { get; private set; } = [];

    /// <summary>By number, in lower case, as of the last <see cref="Publish"/>.</summary>
    public string[] Domains { get; private set; } = [];

    /// <summary>The number of a mail domain, or -1. Callable at any time.</summary>
    public int FindDomain(string domain) => domainNumbers.TryGetValue(domain, out var number) ? number : -1;

    public int Container(DistinguishedName dn)
    {
        // Taking a DN apart is slow: do it once for each spelling of a container's name.
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

    /// <summary>The number here of a container that another load gave a number to.</summary>
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

    /// <summary>Makes arrays for the next snapshot.</summary>
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
