using System.DirectoryServices.Protocols;
using HybridAdmin.Core.Directory;
using SearchScope = HybridAdmin.Core.Directory.SearchScope;
using WireScope = System.DirectoryServices.Protocols.SearchScope;

namespace HybridAdmin.ActiveDirectory;

/// <summary>A bound connection of System.DirectoryServices.Protocols (libldap on Linux, wldap32 on Windows).</summary>
internal sealed class LdapLink(LdapConnection connection, TimeSpan timeout) : ILdapLink
{
    private static readonly System.Text.UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public LdapPage Search(LdapQuery query)
    {
        var request = new SearchRequest(query.Base, query.Filter, Wire(query.Scope), query.Attributes)
        {
            TimeLimit = timeout,
        };
        if (query.PageSize is { } size)
            request.Controls.Add(new PageResultRequestControl(size) { Cookie = query.Cookie });
        if (query.ShowDeleted)
            request.Controls.Add(new ShowDeletedControl());

        // No continuation references to other domains, because they are not followed.
        if (query.Scope == SearchScope.Subtree)
            request.Controls.Add(new DomainScopeControl { IsCritical = false });

        var response = (SearchResponse)Send(request);
        var entries = new List<LdapRawEntry>(response.Entries.Count);
        foreach (SearchResultEntry entry in response.Entries)
        {
            var attributes = new List<KeyValuePair<string, byte[][]>>(entry.Attributes.Count);
            foreach (DirectoryAttribute attribute in entry.Attributes.Values!)
                attributes.Add(new(attribute.Name, (byte[][])attribute.GetValues(typeof(byte[]))));
            entries.Add(new LdapRawEntry(entry.DistinguishedName, attributes));
        }

        var cookie = response.Controls.OfType<PageResultResponseControl>().FirstOrDefault()?.Cookie;
        return new LdapPage(entries, cookie ?? []);
    }

    public void Modify(DirectoryModification modification)
    {
        var request = new ModifyRequest { DistinguishedName = LdapQuery.GuidBase(modification.Target) };
        foreach (var step in modification.Steps)
        {
            var change = new DirectoryAttributeModification { Name = step.Attribute, Operation = Wire(step.Kind) };
            foreach (var value in step.Values)
                change.Add(value.IsOctets ? value.Octets.ToArray() : Utf8.GetBytes(value.Text));
            request.Modifications.Add(change);
        }

        Send(request);
    }

    public void Dispose() => connection.Dispose();

    private static WireScope Wire(SearchScope scope) =>
        scope switch
        {
            SearchScope.Base => WireScope.Base,
            SearchScope.OneLevel => WireScope.OneLevel,
            _ => WireScope.Subtree,
        };

    private static DirectoryAttributeOperation Wire(ModificationKind kind) =>
        kind switch
        {
            ModificationKind.Add => DirectoryAttributeOperation.Add,
            ModificationKind.Delete => DirectoryAttributeOperation.Delete,
            _ => DirectoryAttributeOperation.Replace,
        };

    private DirectoryResponse Send(DirectoryRequest request)
    {
        DirectoryResponse response;
        try
        {
            response = connection.SendRequest(request, timeout);
        }
        catch (DirectoryOperationException problem) when (problem.Response is { } answer)
        {
            throw new LdapFailure((int)answer.ResultCode, answer.ErrorMessage, problem);
        }
        catch (DirectoryOperationException problem)
        {
            throw new LdapFailure(LdapConnector.CodeWithoutResponse(connection, problem), problem.Message, problem);
        }
        catch (LdapException problem)
        {
            throw new LdapFailure(problem.ErrorCode, problem.ServerErrorMessage, problem);
        }

        // The library does not treat a referral as an exception, but nothing was done: a read-only copy, or an object
        // of another domain.
        return response.ResultCode == ResultCode.Success
            ? response
            : throw new LdapFailure((int)response.ResultCode, response.ErrorMessage);
    }
}
