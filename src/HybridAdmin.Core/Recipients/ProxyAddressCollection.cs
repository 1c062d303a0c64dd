using System.Collections;

namespace HybridAdmin.Core.Recipients;

/// <summary>
/// The addresses of one object, in the order in which they were read. Determines the primary SMTP address and preserves
/// the others when it changes; values of other types are preserved exactly.
/// </summary>
public sealed class ProxyAddressCollection : IReadOnlyList<ProxyAddress>
{
    private readonly List<ProxyAddress> addresses;

    private ProxyAddressCollection(List<ProxyAddress> addresses) => this.addresses = addresses;

    public ProxyAddress this[int index] => addresses[index];

    public int Count => addresses.Count;

    /// <summary>Indicates whether there is any SMTP address, primary or not.</summary>
    public bool HasSmtp => addresses.Exists(a => a.IsSmtp);

    /// <summary>The primary SMTP address without its prefix, the first if there are several; null if none.</summary>
    public string? PrimarySmtpAddress => addresses.Find(a => a.IsPrimarySmtp).Value;

    /// <summary>All addresses marked as primary SMTP address; more than one is an error in the data.</summary>
    public IReadOnlyList<ProxyAddress> PrimarySmtpAddresses => addresses.FindAll(a => a.IsPrimarySmtp);

    /// <summary>Creates the collection from stored values; malformed ones are preserved.</summary>
    public static ProxyAddressCollection FromStored(IEnumerable<string> texts) =>
        new([.. texts.Select(ProxyAddress.FromStored)]);

    /// <summary>The primary SMTP address among stored values, without its prefix; null if there is none.</summary>
    public static string? PrimaryOf(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (ProxyAddress.IsPrimarySmtpText(text))
                return ProxyAddress.WithoutSmtpPrefix(text);
        }

        return null;
    }

    /// <summary>Indicates whether stored values contain an SMTP address, as primary or as alias.</summary>
    /// <param name="address">Without prefix; compared without case.</param>
    public static bool Holds(IEnumerable<string> texts, string address) =>
        texts.Contains(ProxyAddress.Smtp(address, false).Text, StringComparer.OrdinalIgnoreCase);

    /// <summary>The SMTP addresses among stored values, without their prefixes.</summary>
    public static IEnumerable<string> SmtpAddressesOf(IEnumerable<string> texts) =>
        texts.Where(ProxyAddress.IsSmtpText).Select(ProxyAddress.WithoutSmtpPrefix);

    /// <summary>Indicates whether the address exists, as primary or not.</summary>
    public bool Contains(ProxyAddress address) => addresses.Exists(a => a.IsSameAddressAs(address));

    /// <summary>
    /// The address whose stored text, or for SMTP whose value, equals the text; null if there is none.
    /// </summary>
    /// <param name="text">The address with or without prefix. Matched without parsing, because a stored value may be
    /// malformed.</param>
    public ProxyAddress? Find(string text)
    {
        var index = addresses.FindIndex(a => a.Text.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            var value = ProxyAddress.WithoutSmtpPrefix(text.Trim());
            index = addresses.FindIndex(a => a.IsSmtp && a.Value.Equals(value, StringComparison.OrdinalIgnoreCase));
        }

        return index < 0 ? null : addresses[index];
    }

    /// <summary>Adds an address at the end.</summary>
    public void Add(ProxyAddress address) => addresses.Add(address);

    /// <summary>Removes an address that matches exactly, if there is one.</summary>
    public void Remove(ProxyAddress address) => addresses.Remove(address);

    /// <summary>Makes an SMTP address the only primary one; the former primary remains as an alias.</summary>
    /// <returns>True if the address is new.</returns>
    public bool MakePrimary(ProxyAddress address)
    {
        var primary = address.AsPrimary(true);
        var isNew = !Contains(primary);
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i].IsSmtp)
                addresses[i] = addresses[i].IsSameAddressAs(primary) ? primary : addresses[i].AsPrimary(false);
        }

        if (isNew)
            addresses.Add(primary);
        return isNew;
    }

    /// <summary>A copy with another primary address.</summary>
    public ProxyAddressCollection WithPrimary(ProxyAddress address)
    {
        var copy = new ProxyAddressCollection([.. addresses]);
        copy.MakePrimary(address);
        return copy;
    }

    /// <summary>Makes the first SMTP address the primary one if there is no primary address.</summary>
    /// <returns>The new primary address; null if there already was one, or there is no SMTP address.</returns>
    public ProxyAddress? EnsurePrimary()
    {
        var first = addresses.Exists(a => a.IsPrimarySmtp) ? -1 : addresses.FindIndex(a => a.IsSmtp);
        return first < 0 ? null : addresses[first] = addresses[first].AsPrimary(true);
    }

    public IEnumerator<ProxyAddress> GetEnumerator() => addresses.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
