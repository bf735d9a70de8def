using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>What is read again says what is in the new image, and takes no new memory.</summary>
public sealed class ReusedMemoryTests : IDisposable
{
    private static readonly RgbImage first = Painting.Of(10, "rrggbb", "rrggbb", "ggrrgg", "ggrrgg");
    private static readonly RgbImage second = Painting.Of(10, "bbbbbb", "bbbbbb", "bbbbbb", "bbbbbb");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Typed_views_follow()
    {
        using var predictor = Load();
        var prediction = predictor.Predict(first);
        var (surfaces, vehicles) = (prediction.Surfaces, prediction.Vehicles);
        var labels = surfaces.Labels;
        surfaces[0, 0].ShouldBe(Surface.Road);
        vehicles.Select(vehicle => vehicle.Class).Order().ShouldBe([Vehicle.Car, Vehicle.Car, Vehicle.Truck]);

        predictor.Predict(second, prediction);

        surfaces[0, 0].ShouldBe(Surface.Water);
        surfaces.Labels.ShouldBeSameAs(labels);
        vehicles.Count.ShouldBe(6);
        vehicles.ShouldAllBe(vehicle => vehicle.Class == Vehicle.Truck && vehicle.Box.Width > 19.9f);
        predictor.Predict(Painting.Of(20, "rrrrrr", "rrrrrr"), prediction);
        (surfaces.Width, prediction.ImageSize).ShouldBe((120, new PixelSize(120, 40)));
    }

    [Fact]
    public void Predictions_of_their_own_stay()
    {
        using var predictor = Load();
        var kept = predictor.Predict(first);
        predictor.Predict(second);
        kept.Surfaces[0, 0].ShouldBe(Surface.Road);
        predictor.Predict([first, second]).Select(prediction => prediction.Surfaces[0, 0]).ShouldBe([Surface.Road, Surface.Water]);
    }

    [Theory]
    [InlineData(ImageFit.Warp)]
    [InlineData(ImageFit.Letterbox)]
    public void A_frame_after_the_first_allocates_nothing(ImageFit fit)
    {
        using var predictor = Load(new SessionSettings { Fit = fit });
        var prediction = new Colors();
        var found = 0;
        for (var i = 0; i < 5; i++)
            Frame();
        // The least of some runs: a garbage collection takes from the shared pools what they fetch anew once.
        Enumerable.Range(0, 5).Min(_ => AllocatedBy(20)).ShouldBe(0);
        found.ShouldBeGreaterThan(0);

        long AllocatedBy(int frames)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < frames; i++)
                Frame();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Frame()
        {
            predictor.Predict(first, prediction);
            foreach (var vehicle in prediction.Vehicles)
                found += vehicle.Class is Vehicle.Car ? 1 : 0;
        }
    }

    private ColorPredictor Load(SessionSettings? settings = null) =>
        new(NetworkSession.Load(folder.Save(ColorNetwork.Export()), ColorNetwork.Architecture, settings));
}
