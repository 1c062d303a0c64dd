using System.Text.Json;
using System.Text.Json.Serialization;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;
using HybridAdmin.Sandbox.Organization;

namespace HybridAdmin.Sandbox;

/// <summary>
/// The file that stores the changes in the sandbox: whole objects, only those that differ from the invented ones.
/// Rewritten with every change, to a temporary file that is then renamed, so that a killed process leaves the old or
/// the new state, never a partial one.
/// </summary>
internal sealed class SandboxState
{
    private const int Format = 1;
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };
    private readonly string? path;
    private readonly InventedOrganization organization;

    private SandboxState(string? path, InventedOrganization organization, Guid invocationId, Snapshot start)
    {
        this.path = path;
        this.organization = organization;
        InvocationId = invocationId;
        Start = start;
    }

    public Guid InvocationId { get; }

    /// <summary>The invented organisation with the stored changes applied.</summary>
    public Snapshot Start { get; }

    /// <param name="path">The file; null: nothing is stored.</param>
    /// <exception cref="InvalidDataException">The file exists but is not a state of the sandbox.</exception>
    public static SandboxState Open(string? path, InventedOrganization organization)
    {
        if (path is null || !File.Exists(path))
            return new SandboxState(path, organization, Guid.NewGuid(), organization.Start);

        var document = Read(path);
        var changed = document.Changed.Select(c => c.ToEntry()).ToDictionary(e => e.Id);
        var known = organization.Start.Entries.Select(e => changed.Remove(e.Id, out var kept) ? kept : e).ToList();
        var names = known.Select(e => e.Dn).ToHashSet();
        var entries = known.Concat(changed.Values.Where(e => names.Add(e.Dn)));
        var isSame = document.Fingerprint == organization.Fingerprint;

        // The invented objects changed under the same numbers: clients that stored a position have to read everything
        // again.
        var invocationId = isSame ? document.InvocationId : Guid.NewGuid();
        var usn = Math.Max(document.HighestUsn, organization.Start.Usn);
        return new SandboxState(
            path,
            organization,
            invocationId,
            new Snapshot(DirectorySchema.WithExchange, entries, usn)
        );
    }

    /// <summary>Makes the state durable before it takes effect.</summary>
    /// <exception cref="DirectoryFault">The file could not be written; the change must not be made.</exception>
    public void Save(Snapshot next)
    {
        if (path is null)
            return;
        var changed = next.Entries.Where(e => !ReferenceEquals(e, organization.Start.Find(e.Id))).Select(SavedEntry.Of);
        var document = new Document(Format, organization.Fingerprint, InvocationId, next.Usn, [.. changed]);
        try
        {
            Write(document, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DirectoryFault(
                DirectoryFaultKind.Unwilling,
                "The sandbox could not save the change, so it was not made.",
                e
            )
            {
                Server = Tailwind.Server,
            };
        }
    }

    private static void Write(Document document, string path)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, document, Json);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static Document Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var document = JsonSerializer.Deserialize<Document>(file, Json);
            if (document is { Format: Format, Changed: not null })
                return document;
        }
        catch (JsonException e)
        {
            throw Unreadable(path, e);
        }

        throw Unreadable(path, null);
    }

    private static InvalidDataException Unreadable(string path, Exception? inner) =>
        new(
            $"The sandbox's state in {path} cannot be read. Move the file away to begin with the invented "
                + $"organisation again.",
            inner
        );

    private sealed record Document(
        int Format,
        string Fingerprint,
        Guid InvocationId,
        long HighestUsn,
        IReadOnlyList<SavedEntry> Changed
    );

    private sealed record SavedEntry(
        Guid Id,
        string Dn,
        IReadOnlyDictionary<string, IReadOnlyList<SavedValue>> Attributes
    )
    {
        public static SavedEntry Of(DirectoryEntry entry) =>
            new(
                entry.Id,
                entry.Dn.ToString(),
                entry.Attributes.ToDictionary(
                    a => a.Key,
                    a => (IReadOnlyList<SavedValue>)[.. a.Value.Select(SavedValue.Of)]
                )
            );

        public DirectoryEntry ToEntry() =>
            new(
                DistinguishedName.Parse(Dn),
                Id,
                Attributes.Select(a =>
                    KeyValuePair.Create(a.Key, (IReadOnlyList<DirectoryValue>)[.. a.Value.Select(v => v.ToValue())])
                )
            );
    }

    private sealed record SavedValue(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? Octets
    )
    {
        public static SavedValue Of(DirectoryValue value) =>
            value.IsOctets ? new SavedValue(null, value.Octets.ToArray()) : new SavedValue(value.Text, null);

        public DirectoryValue ToValue() =>
            Octets is { } octets ? new DirectoryValue(octets) : new DirectoryValue(Text ?? string.Empty);
    }
}
