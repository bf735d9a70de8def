using System.Reflection;

namespace TorchSharp.Tests.PublicApi;

public class ConformanceTests
{
    public static IEnumerable<Type> OwnTypes => typeof(torch).Assembly.GetTypes()
        .Where(type => (type.IsVisible || type.IsNestedFamily) && type.Namespace is { } space && (space + ".").StartsWith("TorchSharp.", StringComparison.Ordinal));

    [Fact]
    public void Everything_public_is_TorchSharps()
    {
        string[] extras = [.. OwnTypes.SelectMany(type => ApiListing.TorchSharp0107.Extras(type))];
        extras.ShouldBeEmpty(string.Join("\n", extras));
    }

    [Fact]
    public void The_surface_is_large_enough_to_be_looked_at() => OwnTypes.Count().ShouldBeGreaterThan(100);

    [Fact]
    public void Beyond_TorchSharp_there_are_two_classes() =>
        typeof(torch).Assembly.GetExportedTypes().Where(type => type.Namespace != null && !type.Namespace.StartsWith("TorchSharp", StringComparison.Ordinal))
            .ShouldBe([typeof(MtlDsl.Native.Collectives), typeof(MtlDsl.Native.LibTorch)], ignoreOrder: true);

    [Theory]
    [InlineData(typeof(WrongName), "relu_six")]
    [InlineData(typeof(WrongDefault), "long end_dim = 7")]
    [InlineData(typeof(WrongParameterName), "target_shape")]
    [InlineData(typeof(WrongNullability), "Tensor? other")]
    [InlineData(typeof(WrongProperty), "prop int is_leaf")]
    public void A_wrong_member_is_found(Type type, string found)
    {
        string extra = ApiListing.TorchSharp0107.Extras(type, "TorchSharp.torch+Tensor").ShouldHaveSingleItem();
        extra.ShouldContain(found);
    }

    [Fact]
    public void A_type_that_TorchSharp_lacks_is_found() =>
        ApiListing.TorchSharp0107.Extras(typeof(WrongName)).ShouldHaveSingleItem().ShouldContain("no such type");

    private abstract class Sample
    {
        private protected Sample()
        {
        }
    }

    private sealed class WrongName : Sample
    {
        private WrongName()
        {
        }

        public torch.Tensor relu_six() => null!;
    }

    private sealed class WrongDefault : Sample
    {
        private WrongDefault()
        {
        }

        public torch.Tensor flatten(long start_dim = 0, long end_dim = 7) => null!;
    }

    private sealed class WrongParameterName : Sample
    {
        private WrongParameterName()
        {
        }

        public torch.Tensor reshape(params long[] target_shape) => null!;
    }

    private sealed class WrongNullability : Sample
    {
        private WrongNullability()
        {
        }

        public torch.Tensor expand_as(torch.Tensor? other) => null!;
    }

    private sealed class WrongProperty : Sample
    {
        private WrongProperty()
        {
        }

        public int is_leaf => 0;
    }
}
