using MtlDsl.Training.Data;

namespace MtlDsl.Generators.Tests;

public class TransformTests
{
    [Theory]
    [InlineData("RandomFlip(Vertical = true)", "RandomFlip(vertical: true)")]
    [InlineData("RandomCrop(Width = 500, Height = 400)", "RandomCrop(width: 500, height: 400)")]
    [InlineData("ScaleJitter(0.5, 1.5)", "ScaleJitter(0.5, 1.5)")]
    [InlineData("Mosaic(Probability = 0.25, MinShare = 0.4)", "Mosaic(probability: 0.25, minShare: 0.4)")]
    [InlineData("HsvDistortion(Hue = 10, Saturation = 0.3, Value = 0.2)", "HsvDistortion(hue: 10, saturation: 0.3, value: 0.2)")]
    public void A_declared_transform_is_made_with_its_arguments(string declared, string made)
    {
        var (_, sources) = Host.Generate(Host.Compile([.. Host.Models, $"[PascalVoc<SmallAerial>, {declared}] public partial class Data;"]));

        sources.Single(source => source.HintName == "Data.g.cs").SourceText.ToString()
            .ShouldContain($"new global::MtlDsl.Training.Data.{made}");
    }

    /// <summary>Whatever the language has, and each of its arguments, the training assembly takes: else generated code would not compile.</summary>
    [Fact]
    public void Every_transform_of_the_language_exists()
    {
        var attributes = typeof(TransformAttribute).Assembly.GetExportedTypes().Where(type => type.BaseType == typeof(TransformAttribute)).ToList();

        attributes.Count.ShouldBeGreaterThan(8);
        foreach (var attribute in attributes)
        {
            var name = attribute.Name[..^nameof(Attribute).Length];
            var type = typeof(Transform).Assembly.GetType($"MtlDsl.Training.Data.{name}").ShouldNotBeNull(name);
            var parameters = type.GetConstructors().ShouldHaveSingleItem().GetParameters().ToDictionary(p => p.Name!, p => p.ParameterType);
            foreach (var property in attribute.GetProperties().Where(property => property.DeclaringType == attribute))
                parameters[char.ToLowerInvariant(property.Name[0]) + property.Name[1..]].ShouldBe(property.PropertyType, $"{name}.{property.Name}");
        }
    }
}
