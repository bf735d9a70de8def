using System.Numerics;
using MtlDsl.Vision;

namespace MtlDsl.Scenes;

/// <summary>Decides what stands where in a scene, so that nothing stands in another thing's way.</summary>
internal sealed class SceneLayout
{
    private const float PixelsOfShortSide = 320;

    private readonly SceneRandom random;
    private readonly PixelSize size;
    private readonly ValueNoise noise;

    // Pixels of a metre on the ground.
    private readonly float metre;

    private readonly List<Road> roads = [];
    private readonly List<ParkingLot> lots = [];
    private readonly List<Footprint> walls = [];
    private readonly List<Building> buildings = [];
    private readonly List<Vehicle> vehicles = [];
    private readonly List<Person> people = [];
    private readonly List<Tree> trees = [];
    private readonly Lake? lake;

    public SceneLayout(SceneRandom random, PixelSize size)
    {
        (this.random, this.size) = (random, size);
        noise = new ValueNoise(random);
        Light = new SceneLight(random);
        metre = Math.Min(size.Width, size.Height) / PixelsOfShortSide * random.Between(4.1f, 5.2f);
        var urbanity = random.Fraction();
        LayRoads(urbanity);
        lake = random.Chance(0.5f) ? DigLake() : null;
        LayLot(urbanity);
        Build(urbanity);
        Drive();
        Walk();
        Plant(urbanity);
        Terrain = new Terrain(random, metre, Light, roads, lots, lake);
    }

    public SceneLight Light { get; }

    public Terrain Terrain { get; }

    public IReadOnlyList<Building> Buildings => buildings;

    public IReadOnlyList<Vehicle> Vehicles => vehicles;

    public IReadOnlyList<Person> People => people;

    /// <summary>The low ones first, as the higher ones hide them.</summary>
    public IReadOnlyList<Tree> Trees => trees;

    private float Side => Math.Min(size.Width, size.Height);

    private Vector2 Anywhere(float margin) =>
        new(random.Between(margin, size.Width - margin), random.Between(margin, size.Height - margin));

    private void LayRoads(float urbanity)
    {
        var pavement = urbanity > 0.35f ? random.Between(1.6f, 2.6f) * metre : 0;
        var laneWidth = random.Between(3.1f, 3.6f) * metre;
        var middle = new Vector2(size.Width, size.Height) / 2 + new Vector2(random.Between(-0.3f, 0.3f), random.Between(-0.3f, 0.3f)) * Side;
        var angle = random.Between(0, 2 * MathF.PI);
        var radius = random.Chance(0.45f) ? random.Between(0.9f, 3.5f) * Side * (random.Chance(0.5f) ? 1 : -1) : 0;
        var lanes = random.Chance(0.2f + 0.2f * urbanity) ? 4 : 2;
        var main = new Road(new Frame(middle.X, middle.Y, angle), radius, lanes, laneWidth, pavement);
        roads.Add(main);
        for (var i = random.Chance(0.55f) ? random.Whole(1, 2) : 0; i > 0; i--)
        {
            var crossing = main.At(random.Between(-0.35f, 0.35f) * Side + (i - 1) * 0.55f * Side, 0);
            var turn = crossing.Angle + MathF.PI / 2 + random.Between(-0.2f, 0.2f);
            var side = random.Chance(0.25f) && pavement == 0 ? 1 : 2;
            roads.Add(new Road(new Frame(crossing.X, crossing.Y, turn), 0, side, side == 1 ? laneWidth * 1.1f : laneWidth, pavement));
        }
    }

    private Lake? DigLake()
    {
        var shore = new ValueNoise(random);
        if (random.Chance(0.35f))
        {
            // A river crosses the main road and runs under its bridge.
            var bridge = roads[0].At(random.Between(-0.5f, 0.5f) * Side, 0);
            return new Lake(
                new Frame(bridge.X, bridge.Y, bridge.Angle + MathF.PI / 2 + random.Between(-0.4f, 0.4f)),
                float.PositiveInfinity, random.Between(4.5f, 9) * metre, shore);
        }
        for (var i = 0; i < 40; i++)
        {
            var (place, half) = (Anywhere(-0.05f * Side), random.Between(0.14f, 0.34f) * Side);
            if (RoadDistance(place.X, place.Y) > half * 0.95f)
                return new Lake(new Frame(place.X, place.Y, random.Between(0, MathF.PI)), half, half * random.Between(0.65f, 0.95f), shore);
        }
        return null;
    }

    private void LayLot(float urbanity)
    {
        if (!random.Chance(0.2f + 0.3f * urbanity))
            return;
        for (var i = 0; i < 60; i++)
        {
            var (bayWidth, bayLength) = (2.6f * metre, 5.2f * metre);
            var bays = random.Whole(5, 9);
            var place = BesideRoad(bays * bayWidth / 2, bayLength + 3 * metre, 1.5f * metre);
            if (!IsFree(place.Grow(metre)))
                continue;
            var lot = new ParkingLot(place, bayWidth, bayLength);
            lots.Add(lot);
            return;
        }
    }

    private void Build(float urbanity)
    {
        var wanted = (int)(2 + 12 * urbanity + random.Between(0, 3));
        for (var i = 0; i < 160 && buildings.Count < wanted; i++)
        {
            var big = random.Chance(0.15f + 0.25f * urbanity);
            var halfLength = (big ? random.Between(7, 13) : random.Between(4.2f, 7)) * metre;
            var halfWidth = (big ? random.Between(5, 8) : random.Between(3.4f, 5)) * metre;
            var place = random.Chance(0.75f)
                ? BesideRoad(halfLength, halfWidth, random.Between(2, 7) * metre)
                : OffRoad(halfLength, halfWidth);
            if (!IsFree(place.Grow(1.8f * metre)))
                continue;
            Erect(place);
            // A wing makes an L of some.
            if (random.Chance(0.35f))
            {
                var wing = Wing(place);
                if (IsFree(wing, except: place))
                    Erect(wing);
            }
        }
    }

    private void Erect(Footprint place)
    {
        walls.Add(place);
        buildings.Add(new Building(random, Light, noise, place, metre));
    }

    private Footprint Wing(Footprint main)
    {
        var (halfLength, halfWidth) = (main.HalfWidth * random.Between(0.5f, 0.8f), main.HalfWidth * random.Between(0.55f, 0.8f));
        var (endU, endV) = (random.Chance(0.5f) ? 1 : -1, random.Chance(0.5f) ? 1 : -1);
        var place = main.Frame.ToImage(endU * (main.HalfLength - halfWidth), endV * (main.HalfWidth + halfLength));
        return new Footprint(new Frame(place.X, place.Y, main.Frame.Angle + MathF.PI / 2), halfLength, halfWidth);
    }

    private void Drive()
    {
        foreach (var lot in lots)
            for (var i = 0; i < 2 * lot.BaysPerSide; i++)
                if (random.Chance(0.55f))
                {
                    var bay = lot.Bay(i / 2, i % 2 == 0);
                    var kind = random.Pick<VehicleKind>([VehicleKind.Car, VehicleKind.Car, VehicleKind.Estate, VehicleKind.PickUp]);
                    TryPark(kind, new Frame(bay.X, bay.Y, bay.Angle + (random.Chance(0.4f) ? MathF.PI : 0) + random.Between(-0.04f, 0.04f)));
                }
        foreach (var road in roads)
            DriveAlong(road);
        // A lone vehicle on a road that would be empty.
        for (var i = 0; i < 30 && vehicles.Count < 2; i++)
            TryPark(AnyKind(), roads[0].At(random.Between(-0.5f, 0.5f) * Side, roads[0].LaneWidth / 2));
    }

    private void DriveAlong(Road road)
    {
        var traffic = random.Between(0.12f, 0.6f);
        var reach = size.Width + size.Height;
        for (var lane = 0; lane < road.Lanes; lane++)
        {
            var across = (lane + 0.5f) * road.LaneWidth - road.HalfWidth;
            // Traffic keeps to the right; a single lane is used both ways.
            var forward = road.Lanes == 1 ? random.Chance(0.5f) : across > 0;
            for (var along = -reach + random.Between(0, 12) * metre; along < reach; along += random.Between(9, 26) * metre)
            {
                if (!random.Chance(traffic))
                    continue;
                var place = road.At(along, across + random.Between(-0.25f, 0.25f) * metre);
                TryPark(AnyKind(), new Frame(place.X, place.Y, place.Angle + (forward ? 0 : MathF.PI) + random.Between(-0.05f, 0.05f)));
            }
        }
    }

    private VehicleKind AnyKind() => random.Pick<VehicleKind>(
        [VehicleKind.Car, VehicleKind.Car, VehicleKind.Car, VehicleKind.Estate, VehicleKind.Estate, VehicleKind.PickUp, VehicleKind.Van,
         VehicleKind.Truck]);

    private void TryPark(VehicleKind kind, Frame frame)
    {
        var vehicle = new Vehicle(random, Light, kind, frame, metre);
        if (IsMostlyVisible(vehicle.Bounds) && vehicles.All(other => !other.Footprint.Grow(0.6f * metre).Touches(vehicle.Footprint)))
            vehicles.Add(vehicle);
    }

    private void Walk()
    {
        var wanted = random.Whole(2, 9);
        for (var i = 0; i < 160 && people.Count < wanted; i++)
        {
            var place = random.Chance(0.55f) ? OnPavement() : InTheOpen();
            TryStand(place);
            // Company for some.
            if (random.Chance(0.3f))
            {
                var beside = place.ToImage(random.Between(-0.5f, 0.5f) * metre, 2.3f * metre);
                TryStand(new Frame(beside.X, beside.Y, place.Angle + random.Between(-0.3f, 0.3f)));
            }
        }
    }

    private Frame InTheOpen()
    {
        var place = Anywhere(0);
        return new Frame(place.X, place.Y, random.Between(0, 2 * MathF.PI));
    }

    private Frame OnPavement()
    {
        var road = random.Pick<Road>(roads.ToArray());
        var side = random.Chance(0.5f) ? 1 : -1;
        var across = side * (road.HalfWidth + (road.Pavement > 0 ? road.Pavement * random.Between(0.3f, 0.8f) : 2 * metre));
        var place = road.At(random.Between(-0.6f, 0.6f) * Side, across);
        return new Frame(place.X, place.Y, place.Angle + (random.Chance(0.5f) ? MathF.PI : 0) + random.Between(-0.3f, 0.3f));
    }

    private void TryStand(Frame place)
    {
        var person = new Person(random, Light, place, metre);
        var clear = 1.4f * metre;
        if (IsMostlyVisible(person.Bounds)
            && walls.All(wall => wall.Distance(place.X, place.Y) > clear)
            && vehicles.All(vehicle => vehicle.Footprint.Distance(place.X, place.Y) > clear)
            && people.All(other => Vector2.Distance(new(other.Frame.X, other.Frame.Y), new(place.X, place.Y)) > 1.6f * clear)
            && (lake is null || lake.Distance(place.X, place.Y) > clear || RoadDistance(place.X, place.Y) < 0))
            people.Add(person);
    }

    private void Plant(float urbanity)
    {
        var tries = random.Whole(100, 420);
        var forest = random.Between(-0.25f, 0.25f) + 0.2f * urbanity;
        var planted = new List<(Vector2 Center, float Radius)>();
        for (var i = 0; i < tries; i++)
        {
            var center = Anywhere(-2 * metre);
            var inForest = noise.Octaves(center.X / 75, center.Y / 75, 2) > forest;
            if (!inForest && random.Chance(0.75f))
                continue;
            var radius = (random.Chance(0.3f) ? random.Between(0.9f, 1.6f) : random.Between(1.9f, 4.6f)) * metre;
            if (HasRoomForTree(center, radius, planted, inForest ? 0.62f : 1.02f))
                planted.Add((center, radius));
        }
        foreach (var (center, radius) in planted.OrderBy(tree => tree.Radius))
            trees.Add(new Tree(random, Light, noise, center, radius, metre));
    }

    private bool HasRoomForTree(Vector2 center, float radius, List<(Vector2 Center, float Radius)> planted, float spacing)
    {
        var (x, y) = (center.X, center.Y);
        return RoadDistance(x, y) > 0.75f * radius
            && lots.All(lot => lot.Footprint.Distance(x, y) > 0.8f * radius)
            && walls.All(wall => wall.Distance(x, y) > 0.6f * radius)
            && (lake is null || lake.Distance(x, y) > 0.4f * radius)
            // Whoever is labelled stays in sight.
            && vehicles.All(vehicle => vehicle.Footprint.Distance(x, y) > 1.2f * radius)
            && people.All(person => Vector2.Distance(new(person.Frame.X, person.Frame.Y), center) > 1.2f * radius + 1.2f * metre)
            && planted.All(tree => Vector2.Distance(tree.Center, center) > spacing * (tree.Radius + radius));
    }

    private Footprint BesideRoad(float halfLength, float halfWidth, float setback)
    {
        var road = random.Pick<Road>(roads.ToArray());
        var side = random.Chance(0.5f) ? 1 : -1;
        var place = road.At(random.Between(-0.75f, 0.75f) * Side, side * (road.HalfWidth + road.Pavement + setback + halfWidth));
        return new Footprint(new Frame(place.X, place.Y, place.Angle), halfLength, halfWidth);
    }

    private Footprint OffRoad(float halfLength, float halfWidth)
    {
        var place = Anywhere(0);
        return new Footprint(new Frame(place.X, place.Y, roads[0].At(0, 0).Angle), halfLength, halfWidth);
    }

    // Distance from the nearest carriageway or pavement.
    private float RoadDistance(float x, float y) => roads.Min(road => road.Distance(x, y) - road.Pavement);

    private bool IsFree(Footprint place, Footprint? except = null)
    {
        // A grid of points is enough against things as large as roads and water.
        for (var i = 0; i < 25; i++)
        {
            var point = place.Frame.ToImage((i % 5 - 2) * place.HalfLength / 2, (i / 5 - 2) * place.HalfWidth / 2);
            if (RoadDistance(point.X, point.Y) < 0.3f * metre || lake?.Distance(point.X, point.Y) < 1.5f * metre)
                return false;
        }
        return walls.All(wall => wall == except || !wall.Touches(place)) && lots.All(lot => !lot.Footprint.Touches(place));
    }

    // What the picture's edge cuts more than a third of is left out: nobody could tell what it is.
    private bool IsMostlyVisible(Box box) => box.Intersect(new Box(0, 0, size.Width, size.Height)).Area > 0.66f * box.Area;
}
