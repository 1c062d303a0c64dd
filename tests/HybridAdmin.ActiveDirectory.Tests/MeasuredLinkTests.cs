using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.ActiveDirectory.Tests;

public sealed class MeasuredLinkTests
{
    [Fact]
    public void Calls_AreMeasuredByOperationAndOutcome()
    {
        using var calls = new MeasurementRecorder("hybridadmin.directory.calls");
        using var link = MeasuredLink.Connect(() =>
            new FakeLink(_ => FakeLink.Page(), _ => throw new LdapFailure(50, "CN=Anna"))
        );

        link.Search(new LdapQuery("OU=Staff", SearchScope.Base, LdapQuery.AnyObject, ["cn"]));
        Assert.Throws<LdapFailure>(() => link.Modify(new DirectoryModification(Guid.NewGuid(), [])));
        Assert.Throws<LdapFailure>(() => MeasuredLink.Connect(() => throw new LdapFailure(81, null)));
        Assert.Throws<DirectoryFault>(() =>
            MeasuredLink.Bind(() => throw new DirectoryFault(DirectoryFaultKind.CredentialsRefused, "CN=Anna"))
        );

        Assert.Equal(
            [
                "operation=connect outcome=Succeeded",
                "operation=search outcome=Succeeded",
                "operation=modify outcome=InsufficientRights",
                "operation=connect outcome=Unreachable",
                "operation=bind outcome=CredentialsRefused",
            ],
            calls.Tags
        );
    }
}
