namespace Quarterhour.Claims;

/// <summary>Entries of the practice file as the parties of a claim; null where something needed is missing or wrong, which is told.</summary>
static class PartyReading
{
    public static Facility? Facility(PracticeEntry entry, HoldList holds)
    {
        string? name = entry.Read("name", holds), npi = entry.Read("npi", holds), tax = entry.Read("tax_id", holds), taxonomy = entry.Read("taxonomy", holds);
        PersonName? person = null;
        if (name is null && entry.Text("last") is null) holds.Missing(entry, "name");
        else if (entry.Text("last") is not null) person = Person(entry, holds, needed: true);
        string? street = entry.Read("street", holds), city = entry.Read("city", holds), state = entry.Read("state", holds), zip = entry.Read("zip", holds);
        string? kind = entry.Read("tax_id_kind", holds), phone = entry.Read("phone", holds), pos = entry.Read("pos", holds), street2 = entry.Read("street2", holds);
        var payTo = Address(entry, holds, "pay_to_");
        if (npi is null || tax is null || taxonomy is null || street is null || city is null || state is null || zip is null || (name is null && person is null)) return null;
        return new()
        {
            Id = entry.Id, Name = person is null ? name! : $"{person.Last} {person.First}", Person = person, Npi = npi, TaxId = tax, TaxIdIsSocialSecurity = kind == "SY", Taxonomy = taxonomy,
            Address = new(street, city, state, zip) { Street2 = street2 }, PayTo = payTo, Phone = phone, PlaceOfService = pos ?? "11",
        };
    }

    /// <summary>Where services are given, if elsewhere than at the billing address.</summary>
    public static ServicePlace? Place(PracticeEntry facility, HoldList holds)
    {
        string? name = facility.Read("place_name", holds), npi = facility.Read("place_npi", holds);
        var address = Address(facility, holds, "place_");
        if (name is not null && facility.Text("place_street") is null) holds.Missing(facility, "place_street", "while place_name is filled");
        if (address is not null && facility.Text("place_name") is null) holds.Missing(facility, "place_name", "while place_street is filled");
        return name is null || address is null ? null : new(name, address, npi);
    }

    public static Provider? Provider(PracticeEntry entry, HoldList holds, bool treats)
    {
        var name = Person(entry, holds, needed: true);
        string? npi = entry.Need("npi", holds, "of who is named on a claim");
        string? taxonomy = treats ? entry.Need("taxonomy", holds, "of who treats") : null;
        return name is null || npi is null || (treats && taxonomy is null) ? null : new() { Id = entry.Id, Name = name, Npi = npi, Taxonomy = taxonomy };
    }

    public static Patient? Patient(PracticeEntry entry, HoldList holds)
    {
        var name = Person(entry, holds, needed: true);
        var birth = entry.Day("birth", holds);
        string? sex = entry.Read("sex", holds), phone = entry.Read("phone", holds), street2 = entry.Read("street2", holds);
        string? street = entry.Read("street", holds), city = entry.Read("city", holds), state = entry.Read("state", holds), zip = entry.Read("zip", holds);
        string? signature = entry.Read("signature", holds), release = entry.Read("release", holds);
        if (name is null || birth is null || sex is null || street is null || city is null || state is null || zip is null) return null;
        return new() { Id = entry.Id, Name = name, Birth = birth.Value, Sex = sex, Address = new(street, city, state, zip) { Street2 = street2 }, Phone = phone, SignedByProvider = signature == "P", ReleaseByLaw = release == "I" };
    }

    public static Submitter? Submitter(PracticeEntry entry, HoldList holds)
    {
        string? name = entry.Read("name", holds), number = entry.Read("number", holds), contact = entry.Read("contact", holds), phone = entry.Read("phone", holds), email = entry.Read("email", holds);
        return name is null || number is null || contact is null || phone is null ? null : new(name, number, contact, phone, email);
    }

    public static Receiver? Receiver(PracticeEntry entry, PracticeEntry submitter, HoldList holds)
    {
        string? name = entry.Read("name", holds), number = entry.Read("number", holds), sender = entry.Read("sender_number", holds) ?? submitter.Read("number", holds);
        string? senderQualifier = entry.Read("sender_qualifier", holds), receiverQualifier = entry.Read("receiver_qualifier", holds), usage = entry.Read("usage", holds);
        if (name is null || number is null || sender is null) return null;
        return new() { Id = entry.Id, Name = name, Number = number, SenderNumber = sender, SenderQualifier = senderQualifier ?? "ZZ", ReceiverQualifier = receiverQualifier ?? "ZZ", IsTest = usage == "T" };
    }

    public static PayerIdentity? Payer(PracticeEntry entry, string? receiver, HoldList holds)
    {
        string? name = entry.Read("name", holds), number = entry.Read("number", holds), filing = entry.Read("filing", holds), coordination = entry.Read("coordination", holds);
        var address = Address(entry, holds, "");
        if (name is null || number is null || filing is null) return null;
        return new() { Id = entry.Id, Name = name, PayerNumber = number, FilingCode = filing, Profile = entry.Text("profile") ?? entry.Id, Address = address, Receiver = receiver, Coordination = coordination };
    }

    public static Coverage? Coverage(PracticeEntry entry, PayerIdentity? payer, HoldList holds)
    {
        string? member = entry.Read("member", holds), group = entry.Read("group", holds), groupName = entry.Read("group_name", holds), reason = entry.Read("secondary_reason", holds), relationship = entry.Read("relationship", holds) ?? "18";
        entry.Read("from", holds);
        entry.Read("to", holds);
        var order = Order(entry, holds);
        var subscriber = relationship == "18" ? null : Subscriber(entry, holds);
        if (payer is null || member is null || (relationship != "18" && subscriber is null)) return null;
        if (payer.FilingCode == "MB")
        {
            if (MedicareNumber.Bare(member) is { } bare) member = bare;
            else holds.Of(entry, HoldKind.MemberId, "member", $"member: \"{member}\" is not a Medicare number: eleven characters in Medicare's pattern of digits and letters");
            if (order != CoverageOrder.Primary && reason is null) holds.Of(entry, HoldKind.MedicareSecond, "secondary_reason", "secondary_reason is missing, while Medicare is not primary");
        }
        return new() { Payer = payer, Order = order, MemberId = member, Group = group, GroupName = groupName, SecondaryReason = order == CoverageOrder.Primary ? null : reason, Relationship = relationship, Subscriber = subscriber, Medigap = entry.YesNo("medigap", false, holds) };
    }

    public static CoverageOrder Order(PracticeEntry coverage, HoldList holds) => coverage.Read("order", holds) switch { "S" => CoverageOrder.Secondary, "T" => CoverageOrder.Tertiary, _ => CoverageOrder.Primary };

    static Subscriber? Subscriber(PracticeEntry entry, HoldList holds)
    {
        var address = Address(entry, holds, "subscriber_");
        if (entry.Read("subscriber_name", holds) is { } employer) return new(new(employer, ""), address) { IsOrganization = true };
        var name = Person(entry, holds, needed: true, "subscriber_");
        var birth = entry.Day("subscriber_birth", holds);
        string? sex = entry.Read("subscriber_sex", holds);
        return name is null ? null : new(name, address, birth, sex);
    }

    static PersonName? Person(PracticeEntry entry, HoldList holds, bool needed, string prefix = "")
    {
        string? last = Of("last"), first = Of("first"), middle = entry.Read(prefix + "middle", holds), suffix = entry.Read(prefix + "suffix", holds);
        return last is null || first is null ? null : new(last, first) { Middle = middle, Suffix = suffix };

        string? Of(string field) => needed ? entry.Need(prefix + field, holds, "of a person") : entry.Read(prefix + field, holds);
    }

    /// <summary>Null where no part of it is filled; of one that is begun, the missing parts are told.</summary>
    static Address? Address(PracticeEntry entry, HoldList holds, string prefix)
    {
        if (entry.Text(prefix + "street") is null && entry.Text(prefix + "city") is null && entry.Text(prefix + "zip") is null) return null;
        string? street = Of("street"), city = Of("city"), state = Of("state"), zip = Of("zip"), street2 = entry.Read(prefix + "street2", holds);
        return street is null || city is null || state is null || zip is null ? null : new(street, city, state, zip) { Street2 = street2 };

        string? Of(string field) => entry.Need(prefix + field, holds, "while another part of the address is filled");
    }
}
